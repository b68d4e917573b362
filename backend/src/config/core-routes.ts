import type { CoreResource } from "./core-fields"

export type CoreRoute = {
  readonly method: "GET" | "POST" | "DELETE"
  /** Core's own pattern, letter by letter. */
  readonly path: string
  /** `cart` is the one who may use that cart: its account, or the guest who has its secret. */
  readonly actor: "anyone" | "customer" | "cart"
  /** Whose data the route shows, in words; null where it is public. */
  readonly owner: string | null
  /** What `fields` may ask for. */
  readonly fields: CoreResource
  readonly why: string
  /** Core's own choice of fields shows more than the list: exactly the list is answered, whatever is asked for. */
  readonly onlyListed?: true
}

const CATALOGUE = "the catalogue of the shop's pages"
const ordinaryCart = "the ordinary way of Medusa's clients through a cart (API.md)"
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
  ...read(path, "productLabel", "filters of a catalogue"),
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
 * Core's routes that are open to those who are not staff. What core has besides, and what a later version adds, answers
 * 404: returns, order transfers, search, locales, lists of options, core's webhook. docs/guides/store-api.md lists them for
 * those who build a storefront.
 * /admin is governed by the permission table of staff-access, /auth by the door of identity.
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
