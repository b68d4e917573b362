import type { z } from "zod"

import type { ErrorCode } from "./errors"

export type Method = "GET" | "POST" | "DELETE"

/**
 * Who may call a route. A plugin with its own accounts adds their type here, and the same name to the extension point
 * `actors` of `@atrium/identity`:
 * `declare module "@atrium/kernel" { interface RouteActors { courier: true } }`
 */
export interface RouteActors {
  /** No sign-in needed; under /store a publishable key is always required. */
  anyone: true
  customer: true
  /** Signed in, or with a secret API key. */
  staff: true
  provider: true
  /** A payment gateway, identified by its signature. */
  gateway: true
  /** The sandbox gateway's dashboard, identified by its secret. */
  gateway_dashboard: true
  /** Monitoring, identified by a token. */
  operator: true
}
export type RouteActor = keyof RouteActors

/**
 * Named rate limits; their numbers are entries of `rateLimits` in `@atrium/server`. There is no "unlimited". A plugin
 * adds a name the way it adds an actor, and its number with `rateLimits.add`.
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
  /** What makes the caller the owner of the resource, in words; null where nothing is owned. */
  readonly owner: string | null
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is kept as raw bytes and not parsed (signed webhooks). */
  readonly rawBody?: true
  /** The body is a form with one file in the field `file`, which the handler gets from `uploadedFile`. */
  readonly upload?: { readonly maxBytes: number }
  readonly response: Readonly<Record<number, z.ZodType>>
  /** Error codes this route may return beyond the common ones. */
  readonly errors: readonly string[]
  readonly rateLimit: RateLimitName
  /** The permission staff need for this route; see `permissionOf` for the default. */
  readonly permission?: string
}

/** Built-in staff roles whose permissions each context lists; owners and managers hold all of them. */
export type NamedRole = "support" | "finance" | "content"

export type RouteTable = {
  readonly context: string
  readonly routes: readonly RouteRow[]
  /** The permissions of this table's routes that each built-in role holds. */
  readonly roles?: Readonly<Partial<Record<NamedRole, readonly string[]>>>
}

/** `GET /store/services/:handle`: identifies a route; its handler and callers get their types by it. */
export type RouteKey = `${Method} /${string}`

/** A route without method and path, which its key holds. */
export type RouteSpec = Omit<RouteRow, "method" | "path" | "errors"> & {
  /** Error codes this route may return beyond the common ones: `paymentErrors.codes("card_declined")`. */
  readonly errors: readonly ErrorCode[]
}

/** A key that is not a method and a path does not compile. */
export type RouteSpecs<T> = { readonly [K in keyof T]: K extends RouteKey ? RouteSpec : never }

/** A route table that knows the types of every route. */
export type TypedRouteTable<T> = RouteTable & { readonly specs: T }

type Parsed<S, Absent> = S extends z.ZodType ? z.output<S> : Absent
type Sent<S, Absent> = S extends z.ZodType ? z.input<S> : Absent
type Field<R, F extends string> = R extends { readonly [K in F]: infer S } ? S : undefined
type Answers<R> = R extends { readonly response: infer A } ? A[keyof A] : never

/** Validated and converted input of a route's handler. */
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

/** The JSON that a caller receives, validated. */
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
 * Declares the routes of a context. Validation, rate limits, authentication, permissions, typed handlers, the typed
 * client and the OpenAPI document are derived from it.
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
