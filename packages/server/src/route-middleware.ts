import { defineExtensionPoint, type RouteRow, type RouteTable } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { authenticate } from "@medusajs/framework/http"
import cors from "cors"

import { env } from "./env"
import { ownRoute } from "./error-mapper"
import { rateLimit } from "./rate-limits"
import { currentContext } from "./request-context"
import { validateRoute } from "./validate"

const rememberActor = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  const auth = (req as MedusaRequest & { auth_context?: { actor_type?: string; actor_id?: string } }).auth_context
  const context = currentContext()
  if (context && auth?.actor_id) {
    if (auth.actor_type) context.actorType = auth.actor_type
    context.actorId = auth.actor_id
  }
  next()
}

// Strangers, machines that prove themselves otherwise, and staff, whom core authenticates below /admin.
const UNAUTHENTICATED: ReadonlySet<string> = new Set(["anyone", "staff", "gateway", "gateway_dashboard", "operator"])

const authentication = ({ actor }: RouteRow) =>
  UNAUTHENTICATED.has(actor) ? [] : [authenticate(actor, ["session", "bearer"])]

/**
 * What this process serves beside Medusa's own routes. `middlewaresFor` adds a table: its permissions, its rows in the
 * OpenAPI document and in the access matrix follow.
 */
export const servedRouteTables = defineExtensionPoint<RouteTable>({
  name: "server.route-tables",
  key: ({ context }) => context,
})

/**
 * Middleware of every route of a table: limit, authentication, validation, in this order. A credential that no longer
 * counts was taken out of the request before (plugin `identity`).
 */
export const middlewaresFor = (table: RouteTable): MiddlewareRoute[] => {
  servedRouteTables.add(table.context, table)
  return table.routes.map((row) => ({
    matcher: row.path,
    methods: [row.method],
    ...(row.rawBody ? { bodyParser: false as const } : {}),
    middlewares: [ownRoute, rateLimit(row.rateLimit), ...authentication(row), rememberActor, validateRoute(row)],
  }))
}

/** CORS for prefixes of ours that core does not know (`/provider`, `/sandbox-gateway`): the storefront's origins. */
export const storefrontCors = (matcher: string): MiddlewareRoute => ({
  matcher,
  middlewares: [
    (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) =>
      cors({ origin: env().ATRIUM_STORE_CORS, credentials: true })(req, res, next),
  ],
})
