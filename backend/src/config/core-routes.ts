import type { CoreResource } from "./core-fields"

export type CoreRoute = {
  readonly method: "GET" | "POST" | "DELETE"
  /** Core's path pattern, exactly as core writes it. */
  readonly path: string
  /** `cart`: whoever may use the cart, which is its account or the guest with its secret. */
  readonly actor: "anyone" | "customer" | "cart"
  /** Whose data the route shows, as text; null if public. */
  readonly owner: string | null
  /** The fields that may be requested. */
  readonly fields: CoreResource
  readonly why: string
  /** Core's default fields include more than the list: the response then has exactly the list's fields. */
  readonly onlyListed?: true
}

const CATALOGUE = "the storefront's catalog"
const ordinaryCart = "the ordinary cart path of Medusa's clients (API.md)"
const ACCOUNT = "the account pages"

const read = (path: string, fields: CoreResource, why: string): CoreRoute => ({
  method: "GET",
  path,
  actor: "anyone",
  owner: null,
  fields,
  why,
})
const labels = (path: string): CoreRoute => ({
  ...read(path, "productLabel", "catalog filters"),
  onlyListed: true,
})
const ofCart = (method: CoreRoute["method"], path: string, fields: CoreResource = "cart"): CoreRoute => ({
  method,
  path,
  actor: "cart",
  owner: "the account of the cart, or the guest who holds it",
  fields,
  why: ordinaryCart,
})
const own = (method: CoreRoute["method"], path: string, fields: CoreResource): CoreRoute => ({
  method,
  path,
  actor: "customer",
  owner: "the signed-in customer",
  fields,
  why: ACCOUNT,
})

/**
 * Core's routes that are open to callers other than staff. All others, including those a later version adds, answer 404:
 * returns, order transfers, search, locales, lists of options, core's webhook. docs/guides/store-api.md lists the open
 * ones for storefront developers.
 * Access to /admin is decided by the permission table of staff-access, to /auth by identity's table.
 */
export const coreRoutes: readonly CoreRoute[] = [
  read("/health", "none", "whether the process runs"),
  read("/store/regions", "region", CATALOGUE),
  read("/store/regions/:id", "region", CATALOGUE),
  read("/store/currencies", "currency", CATALOGUE),
  read("/store/currencies/:code", "currency", CATALOGUE),
  read("/store/products", "product", CATALOGUE),
  read("/store/products/:id", "product", CATALOGUE),
  read("/store/product-categories", "category", CATALOGUE),
  read("/store/product-categories/:id", "category", CATALOGUE),
  read("/store/collections", "collection", CATALOGUE),
  read("/store/collections/:id", "collection", CATALOGUE),
  read("/store/product-variants", "variant", CATALOGUE),
  read("/store/product-variants/:id", "variant", CATALOGUE),
  labels("/store/product-tags"),
  labels("/store/product-tags/:id"),
  labels("/store/product-types"),
  labels("/store/product-types/:id"),
  read("/store/payment-providers", "paymentProvider", "the payment methods of a region"),
  ofCart("POST", "/store/carts"),
  ofCart("GET", "/store/carts/:id"),
  ofCart("POST", "/store/carts/:id"),
  ofCart("POST", "/store/carts/:id/complete"),
  ofCart("POST", "/store/carts/:id/customer"),
  ofCart("POST", "/store/carts/:id/line-items"),
  ofCart("POST", "/store/carts/:id/line-items/:line_id"),
  ofCart("DELETE", "/store/carts/:id/line-items/:line_id"),
  ofCart("POST", "/store/carts/:id/promotions"),
  ofCart("DELETE", "/store/carts/:id/promotions"),
  ofCart("POST", "/store/carts/:id/shipping-methods"),
  ofCart("POST", "/store/carts/:id/taxes"),
  ofCart("GET", "/store/shipping-options", "shippingOption"),
  ofCart("POST", "/store/payment-collections", "paymentCollection"),
  ofCart("POST", "/store/payment-collections/:id/payment-sessions", "paymentCollection"),
  own("GET", "/store/customers/me", "customer"),
  own("POST", "/store/customers/me", "customer"),
  own("GET", "/store/customers/me/addresses", "address"),
  own("POST", "/store/customers/me/addresses", "customer"),
  own("GET", "/store/customers/me/addresses/:address_id", "address"),
  own("POST", "/store/customers/me/addresses/:address_id", "customer"),
  own("DELETE", "/store/customers/me/addresses/:address_id", "customer"),
  own("GET", "/store/orders", "order"),
  own("GET", "/store/orders/:id", "order"),
]
