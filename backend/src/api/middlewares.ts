import {
  createLogger,
  env,
  errorHandler,
  guardSignedUploads,
  guardUploads,
  guardWrites,
  installRequestHooks,
  middlewaresFor,
  rateLimit,
} from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { backendRoutes } from "../config/routes"
import { anonymousCompletion, completedCartsClosed } from "./guards/completed-cart"
import { ownOrderOnly } from "./guards/own-order"

installRequestHooks(createLogger(env().LOG_LEVEL))

// Core has no limits of its own on what a stranger can call. Parameters are called as core calls them: Medusa sorts
// middleware by its path as text, and one under another name would come after the route it guards.
const SIGN_IN = [
  "/auth/:actor_type/:auth_provider",
  "/auth/:actor_type/:auth_provider/register",
  "/auth/:actor_type/:auth_provider/reset-password",
  "/auth/:actor_type/:auth_provider/update",
  "/auth/mfa/challenges/:id/verify",
  "/auth/verification/request",
  "/auth/verification/confirm",
  "/store/customers",
]
const limited = [
  ...SIGN_IN.map((matcher) => ({ matcher, methods: ["POST" as const], middlewares: [rateLimit("login")] })),
  { matcher: "/store/carts", middlewares: [rateLimit("purchase")] },
  { matcher: "/store/payment-collections", middlewares: [rateLimit("purchase")] },
]

const COMPLETED = ["GET", "POST"] as const
const cartPaths = [
  "/store/carts/:id",
  "/store/carts/:id/customer",
  "/store/carts/:id/line-items",
  "/store/carts/:id/line-items/:line_id",
  "/store/carts/:id/promotions",
  "/store/carts/:id/shipping-methods",
  "/store/carts/:id/taxes",
]

export default defineMiddlewares({
  routes: [
    // At the root and for every method: Medusa runs such middleware before that of any path.
    { matcher: "/", middlewares: [guardWrites] },
    // For every method, so that they come before core's own readers of forms.
    { matcher: "/admin/uploads", middlewares: [guardUploads] },
    { matcher: "/admin/uploads/presigned-urls", middlewares: [guardSignedUploads] },
    { matcher: "/admin/products/import", middlewares: [guardUploads] },
    ...middlewaresFor(backendRoutes),
    ...limited,
    ...cartPaths.map((matcher) => ({ matcher, methods: [...COMPLETED], middlewares: [completedCartsClosed] })),
    { matcher: "/store/carts/:id/complete", methods: ["POST"], middlewares: [anonymousCompletion] },
    { matcher: "/store/orders/:id", methods: ["GET"], middlewares: [ownOrderOnly] },
  ],
  errorHandler,
})
