import { createLogger, env, errorHandler, installRequestHooks, middlewaresFor, rateLimit } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { backendRoutes } from "../config/routes"
import { anonymousCompletion, completedCartsClosed } from "./guards/completed-cart"
import { ownOrderOnly } from "./guards/own-order"

installRequestHooks(createLogger(env().LOG_LEVEL))

// Core has no limits of its own on what a stranger can call.
const limited = [
  { matcher: "/auth/:actor/:provider", methods: ["POST" as const], middlewares: [rateLimit("login")] },
  { matcher: "/auth/:actor/:provider/register", methods: ["POST" as const], middlewares: [rateLimit("login")] },
  { matcher: "/auth/:actor/:provider/reset-password", methods: ["POST" as const], middlewares: [rateLimit("login")] },
  { matcher: "/auth/:actor/:provider/update", methods: ["POST" as const], middlewares: [rateLimit("login")] },
  { matcher: "/store/customers", methods: ["POST" as const], middlewares: [rateLimit("login")] },
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
    ...middlewaresFor(backendRoutes),
    ...limited,
    ...cartPaths.map((matcher) => ({ matcher, methods: [...COMPLETED], middlewares: [completedCartsClosed] })),
    { matcher: "/store/carts/:id/complete", methods: ["POST"], middlewares: [anonymousCompletion] },
    { matcher: "/store/orders/:id", methods: ["GET"], middlewares: [ownOrderOnly] },
  ],
  errorHandler,
})
