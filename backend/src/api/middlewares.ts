import {
  createLogger,
  env,
  errorHandler,
  guardNames,
  guardPages,
  guardSignedUploads,
  guardUploads,
  guardWrites,
  installRequestHooks,
  middlewaresFor,
  rateLimit,
} from "@atrium/server"
import type { RateLimitName } from "@atrium/kernel"
import { defineMiddlewares } from "@medusajs/framework/http"

import { backendRoutes } from "../config/routes"
import { guardCartPayments, guardCarts, guardNamedCart } from "./guards/cart-access"
import { emailStaysGuests } from "./guards/guest-email"
import { closedUnlessListed } from "./guards/core-routes"
import { hideGatewaySecrets } from "./guards/gateway-secrets"
import { noOrderTransfer } from "./guards/no-order-transfer"
import { noReturnByShoppers } from "./guards/no-return-by-shoppers"
import { ownOrderOnly } from "./guards/own-order"
import { secondPersonGuards } from "./guards/second-person"
import { shippingOptionGuards } from "./guards/shipping-option"

installRequestHooks(createLogger(env().LOG_LEVEL))

// Core does not limit what a stranger can call. Parameters are called as core calls them: Medusa sorts
// middleware by its path as text, and one under another name would come after the route it guards.
/** What of core's a stranger can call besides, by the limit that counts it. Paths below these are meant too. */
const LIMITED = {
  browse: [
    "/store/collections",
    "/store/currencies",
    "/store/orders",
    "/store/payment-providers",
    "/store/product-categories",
    "/store/product-tags",
    "/store/product-types",
    "/store/product-variants",
    "/store/products",
    "/store/regions",
    "/store/shipping-options",
  ],
  purchase: ["/store/carts", "/store/customers", "/store/payment-collections"],
  login: ["/admin/invites/accept"],
} as const satisfies Partial<Record<RateLimitName, readonly string[]>>

const limited = [
  ...(Object.keys(LIMITED) as (keyof typeof LIMITED)[]).flatMap((name) =>
    LIMITED[name].map((matcher) => ({ matcher, middlewares: [rateLimit(name)] }))
  ),
]

// For every method and everything below, so that they come before core's routes however a path is spelled, and behind the
// limits, so that guessing ids is counted.
const carts = [
  { matcher: "/store/carts", middlewares: [guardCarts] },
  { matcher: "/store/payment-collections", middlewares: [guardCartPayments] },
  ...["/store/shipping-options", "/store/products", "/store/product-variants"].map((matcher) => ({
    matcher,
    middlewares: [guardNamedCart],
  })),
]

// Where core takes names of people and their addresses.
const NAMED = ["/store/customers", "/store/carts", "/admin/customers", "/admin/users", "/admin/invites/accept"]

export default defineMiddlewares({
  routes: [
    // For every method: Medusa runs it before any route and any middleware that names a method. Only a plugin's own door
    // to a whole prefix, which changes nothing, comes first.
    { matcher: "/", middlewares: [closedUnlessListed, guardWrites] },
    // For every method, so that they come before core's own readers of forms.
    { matcher: "/admin/uploads", middlewares: [guardUploads] },
    { matcher: "/admin/uploads/presigned-urls", middlewares: [guardSignedUploads] },
    { matcher: "/admin/products/import", middlewares: [guardUploads] },
    { matcher: "/store", middlewares: [guardPages(100)] },
    // Core's Admin asks for up to 9,999 rows where it fills a menu.
    { matcher: "/admin", middlewares: [guardPages(10_000)] },
    ...NAMED.map((matcher) => ({ matcher, middlewares: [guardNames] })),
    ...["/admin", "/provider", "/store/orders", "/store/customers"].map((matcher) => ({
      matcher,
      middlewares: [hideGatewaySecrets],
    })),
    ...middlewaresFor(backendRoutes),
    ...limited,
    ...carts,
    ...secondPersonGuards,
    // Core's own matcher, so that it follows core's check of the body.
    { matcher: "/store/carts/:id", methods: ["POST"], middlewares: [emailStaysGuests] },
    ...shippingOptionGuards,
    { matcher: "/store/orders/:id", methods: ["GET"], middlewares: [ownOrderOnly] },
    { matcher: "/admin/orders/:id/transfer", methods: ["POST"], middlewares: [noOrderTransfer] },
    { matcher: "/store/orders/:id/transfer", middlewares: [noOrderTransfer] },
    { matcher: "/store/returns", middlewares: [noReturnByShoppers] },
  ],
  errorHandler,
})
