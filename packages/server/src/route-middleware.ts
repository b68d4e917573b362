import type { RouteRow, RouteTable } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { authenticate } from "@medusajs/framework/http"
import cors from "cors"

import { env } from "./env"
import { ownRoute } from "./error-mapper"
import { rateLimit } from "./rate-limits"
import { currentContext } from "./request-context"
import { servedRouteTables } from "./served-route-tables"
import { readUpload } from "./uploaded-file"
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

// Guests, machines with other credentials, and staff, whom core authenticates below /admin.
const UNAUTHENTICATED: ReadonlySet<string> = new Set(["anyone", "staff", "gateway", "gateway_dashboard", "operator"])

const authentication = ({ actor }: RouteRow) =>
  UNAUTHENTICATED.has(actor) ? [] : [authenticate(actor, ["session", "bearer"])]

/**
 * Middleware of every route of a table: rate limit, authentication, validation, in this order. The `identity` plugin has
 * removed invalid credentials from the request before.
 */
export const middlewaresFor = (table: RouteTable): MiddlewareRoute[] => {
  servedRouteTables.add(table.context, table)
  return table.routes.map((row) => ({
    matcher: row.path,
    methods: [row.method],
    ...(row.rawBody || row.upload ? { bodyParser: false as const } : {}),
    middlewares: [
      ownRoute,
      rateLimit(row.rateLimit),
      ...authentication(row),
      rememberActor,
      ...(row.upload ? [readUpload(row.upload)] : []),
      validateRoute(row),
    ],
  }))
}

/** CORS with the storefront's origins, for our prefixes that core does not know (`/provider`, `/sandbox-gateway`). */
export const storefrontCors = (matcher: string): MiddlewareRoute => ({
  matcher,
  middlewares: [
    (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) =>
      cors({ origin: env().ATRIUM_STORE_CORS, credentials: true })(req, res, next),
  ],
})
