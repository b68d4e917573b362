import type { z } from "zod"

export type Method = "GET" | "POST" | "DELETE"

/**
 * Who may call a route.
 * - `anyone`: strangers (under /store a publishable key is always needed)
 * - `customer`, `staff`, `provider`: that actor, signed in; staff also by secret API key
 * - `gateway`: a payment company, told by its signature
 * - `gateway_dashboard`: the sandbox gateway's own secret
 * - `operator`: monitoring, not on the public port or behind a token
 */
export type RouteActor = "anyone" | "customer" | "staff" | "provider" | "gateway" | "gateway_dashboard" | "operator"

/** Named limits; the numbers stand in one table in `@atrium/server`. */
export type RateLimitName =
  "browse" | "purchase" | "payment" | "lookup" | "proof" | "analytics" | "login" | "webhook" | "admin" | "none"

export type RouteRow = {
  readonly method: Method
  /** Express path, e.g. `/store/services/:handle`. */
  readonly path: string
  readonly actor: RouteActor
  /** What makes the caller the owner of the thing, in words; null where nothing is owned. */
  readonly owner: string | null
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Body is kept as raw bytes and not parsed (signed webhooks). */
  readonly rawBody?: true
  readonly response: Readonly<Record<number, z.ZodType>>
  /** Codes this route may answer with beyond the common ones. */
  readonly errors: readonly string[]
  readonly rateLimit: RateLimitName
  /** What a member of staff needs for this route; see `permissionOf` for the default. */
  readonly permission?: string
}

/** Built-in roles of staff whose permissions a context names itself; owners and managers need no naming. */
export type NamedRole = "support" | "finance" | "content"

export type RouteTable = {
  readonly context: string
  readonly routes: readonly RouteRow[]
  /** Which permissions of this table's routes the built-in roles hold. */
  readonly roles?: Readonly<Partial<Record<NamedRole, readonly string[]>>>
}

export const defineRoutes = (
  context: string,
  routes: readonly RouteRow[],
  roles: NonNullable<RouteTable["roles"]> = {}
): RouteTable => ({ context, routes, roles })

/** `GET /admin/service-requests/:id` needs `service-requests:read`, every other method `service-requests:write`. */
export const permissionOf = (row: Pick<RouteRow, "method" | "path" | "permission">): string =>
  row.permission ?? `${row.path.split("/")[2] ?? ""}:${row.method === "GET" ? "read" : "write"}`
