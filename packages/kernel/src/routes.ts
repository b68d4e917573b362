import type { z } from "zod"

import type { ErrorCode } from "./errors"

export type Method = "GET" | "POST" | "DELETE"

/**
 * Who may call a route. A plugin with accounts of its own adds their type, and the same name to the extension point
 * `actors` of `@atrium/identity`:
 * `declare module "@atrium/kernel" { interface RouteActors { courier: true } }`
 */
export interface RouteActors {
  /** Strangers; under /store a publishable key is always needed. */
  anyone: true
  customer: true
  /** Signed in, or by secret API key. */
  staff: true
  provider: true
  /** A payment company, identified by its signature. */
  gateway: true
  /** The sandbox gateway's own secret. */
  gateway_dashboard: true
  /** Monitoring, not on the public port or behind a token. */
  operator: true
}
export type RouteActor = keyof RouteActors

/**
 * Named limits; their numbers are entries of `rateLimits` in `@atrium/server`. There is none for "unlimited". A plugin adds
 * a name as it adds an actor, and its number with `rateLimits.add`.
 */
export interface RateLimitNames {
  browse: true
  purchase: true
  payment: true
  lookup: true
  analytics: true
  login: true
  webhook: true
  admin: true
}
export type RateLimitName = keyof RateLimitNames

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

/** `GET /store/services/:handle`: names a route and is how its handler and its callers find the types. */
export type RouteKey = `${Method} /${string}`

/** A route without what its key says. */
export type RouteSpec = Omit<RouteRow, "method" | "path" | "errors"> & {
  /** Codes this route may answer with beyond the common ones: `paymentErrors.codes("card_declined")`. */
  readonly errors: readonly ErrorCode[]
}

/** Keys that are no method and path do not compile. */
export type RouteSpecs<T> = { readonly [K in keyof T]: K extends RouteKey ? RouteSpec : never }

/** A route table that knows the types of every route. */
export type TypedRouteTable<T> = RouteTable & { readonly specs: T }

type Parsed<S, Absent> = S extends z.ZodType ? z.output<S> : Absent
type Sent<S, Absent> = S extends z.ZodType ? z.input<S> : Absent
type Field<R, F extends string> = R extends { readonly [K in F]: infer S } ? S : undefined
type Answers<R> = R extends { readonly response: infer A } ? A[keyof A] : never

/** What a route's handler is given: everything was checked and converted. */
export type RouteInput<R> = {
  readonly params: Parsed<Field<R, "params">, Record<string, never>>
  readonly query: Parsed<Field<R, "query">, Record<string, never>>
  readonly body: Parsed<Field<R, "body">, undefined>
}

/** What a caller sends. */
export type RouteRequest<R> = {
  readonly params: Sent<Field<R, "params">, undefined>
  readonly query: Sent<Field<R, "query">, undefined>
  readonly body: Sent<Field<R, "body">, undefined>
}

/** The JSON that a route's handler returns. */
export type RouteAnswer<R> = Answers<R> extends infer S ? (S extends z.ZodType ? z.input<S> : never) : never

/** The JSON that a caller gets, checked. */
export type RouteResult<R> = Answers<R> extends infer S ? (S extends z.ZodType ? z.output<S> : never) : never

const METHODS: readonly Method[] = ["GET", "POST", "DELETE"]

/** Method and path of a key. */
export const splitRouteKey = (key: string): { method: Method; path: string } => {
  const [word, path] = key.split(" ")
  const method = METHODS.find((known) => known === word)
  if (!method || !path?.startsWith("/")) throw new Error(`${key} is not a method and a path`)
  return { method, path }
}

/**
 * Declares the routes of a context: validation, limits, authentication, permissions, typed handlers, the typed client
 * and the OpenAPI document all come from here.
 * @param specs by method and path, e.g. `"GET /store/services/:handle"`
 */
export const defineRouteTable = <const T extends RouteSpecs<T>>(
  context: string,
  specs: T,
  roles: NonNullable<RouteTable["roles"]> = {}
): TypedRouteTable<T> => ({
  context,
  specs,
  routes: Object.entries<RouteSpec>(specs).map(([key, spec]) => ({ ...spec, ...splitRouteKey(key) })),
  roles,
})

/** `GET /admin/service-requests/:id` needs `service-requests:read`, every other method `service-requests:write`. */
export const permissionOf = (row: Pick<RouteRow, "method" | "path" | "permission">): string =>
  row.permission ?? `${row.path.split("/")[2] ?? ""}:${row.method === "GET" ? "read" : "write"}`
