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
import { checkCustomerBodies } from "./guards/customer-bodies"
import { guardCartPayments, guardCarts, guardNamedCart } from "./guards/cart-access"
import { emailStaysGuests } from "./guards/guest-email"
import { closedUnlessListed } from "./guards/core-routes"
import { hideGatewaySecrets } from "./guards/gateway-secrets"
import { noOrderTransfer } from "./guards/no-order-transfer"
import { noReturnByShoppers } from "./guards/no-return-by-shoppers"
import { hideRunningNumbers } from "./guards/order-number"
import { ownOrderOnly } from "./guards/own-order"
import { secondPersonGuards } from "./guards/second-person"
import { shippingOptionGuards } from "./guards/shipping-option"

installRequestHooks(createLogger(env().LOG_LEVEL))

// Core has no rate limits. Path parameters have core's names: Medusa sorts middleware by path as text, and one with another
// name would run after the route it guards.
/** Other public routes of core, by the limit that applies; includes the paths below them. */
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

// For every method and path below, so that they run before core's routes whatever the spelling of the path, and after the
// limits, so that guesses of ids are counted.
const carts = [
  { matcher: "/store/carts", middlewares: [guardCarts] },
  { matcher: "/store/payment-collections", middlewares: [guardCartPayments] },
  ...["/store/shipping-options", "/store/products", "/store/product-variants", "/store/customers/me/cart"].map(
    (matcher) => ({ matcher, middlewares: [guardNamedCart] })
  ),
]

// Core's other routes that take people's names and addresses.
const NAMED = ["/store/carts", "/admin/customers", "/admin/users", "/admin/invites/accept"]

export default defineMiddlewares({
  routes: [
    // For every method: Medusa runs it before any route and any middleware that names a method. Only a plugin's guard of a
    // whole prefix, which changes nothing, comes first.
    { matcher: "/", middlewares: [closedUnlessListed, guardWrites] },
    // For every method, so that they run before core's form parsers.
    { matcher: "/admin/uploads", middlewares: [guardUploads] },
    { matcher: "/admin/uploads/presigned-urls", middlewares: [guardSignedUploads] },
    { matcher: "/admin/products/import", middlewares: [guardUploads] },
    { matcher: "/store", middlewares: [guardPages(100)] },
    // Core's Admin requests up to 9,999 rows to fill a menu.
    { matcher: "/admin", middlewares: [guardPages(10_000)] },
    // Before the checks of bodies, so that refused requests are counted too.
    ...limited,
    { matcher: "/store/customers", middlewares: [checkCustomerBodies] },
    ...NAMED.map((matcher) => ({ matcher, middlewares: [guardNames] })),
    ...["/admin", "/provider", "/store/orders", "/store/customers"].map((matcher) => ({
      matcher,
      middlewares: [hideGatewaySecrets],
    })),
    ...middlewaresFor(backendRoutes),
    ...carts,
    ...secondPersonGuards,
    // Uses core's matcher, so that it runs after core's check of the body.
    { matcher: "/store/carts/:id", methods: ["POST"], middlewares: [emailStaysGuests] },
    ...shippingOptionGuards,
    { matcher: "/store/orders/:id", methods: ["GET"], middlewares: [ownOrderOnly, hideRunningNumbers] },
    { matcher: "/store/orders", methods: ["GET"], middlewares: [hideRunningNumbers] },
    { matcher: "/admin/orders/:id/transfer", methods: ["POST"], middlewares: [noOrderTransfer] },
    { matcher: "/store/orders/:id/transfer", middlewares: [noOrderTransfer] },
    { matcher: "/store/returns", middlewares: [noReturnByShoppers] },
  ],
  errorHandler,
})
