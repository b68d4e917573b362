import { commonErrors } from "@atrium/kernel"
import { middlewaresFor, storefrontCors } from "@atrium/server"
import {
  defineMiddlewares,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import express from "express"

import { routes } from "../contracts/routes"
import "../contributions"
import { moneyGuards } from "./guards"
import { dashboardOnly, sandboxOnly } from "./sandbox-only"

const WEBHOOK_LIMIT_BYTES = 256 * 1024

// A signature is over bytes: whatever type the sender names, nothing parses the body before it is checked.
const rawBody = express.raw({ type: () => true, limit: WEBHOOK_LIMIT_BYTES })

// Core's webhook answers before it verifies anything; ours replaces it.
const closed = (_req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void =>
  next(commonErrors.fail("not_found"))

const dashboard = routes.routes
  .filter((row) => row.actor === "gateway_dashboard")
  .map((row) => ({ matcher: row.path, methods: [row.method], middlewares: [dashboardOnly] }))

export default defineMiddlewares({
  routes: [
    { matcher: "/hooks/payment", middlewares: [closed] },
    storefrontCors("/sandbox-gateway"),
    { matcher: "/sandbox-gateway", middlewares: [sandboxOnly] },
    ...dashboard,
    ...middlewaresFor(routes),
    ...moneyGuards,
    { matcher: "/hooks/gateway/:provider", methods: ["POST"], middlewares: [rawBody] },
  ],
})
