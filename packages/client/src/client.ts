import { type RouteRequest, type RouteResult, splitRouteKey, type TypedRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { ApiError, failureFromBody, unexpected, unreachable } from "./failure"

type HeaderValues = Readonly<Record<string, string>>
export type QueryValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly [name: string]: QueryValue }
  | null
  | undefined

export type ClientConfig = {
  /** URL of the API without a trailing slash; empty for the page's own origin. */
  readonly baseUrl: string
  /** Sent with every request: the publishable key, a session's token, the visitor's language. */
  readonly headers?: () => HeaderValues | Promise<HeaderValues>
  /** Default: 8000. */
  readonly timeoutMs?: number
  /** `include` when the caller signs in with a cookie. */
  readonly credentials?: "include" | "same-origin"
}

export type CallOptions = {
  readonly headers?: HeaderValues
  readonly timeoutMs?: number
}

/** A 2xx response. */
export type Answer<T> = { readonly status: number; readonly data: T; readonly requestId: string }

/** A request to a route without a row, for example one of Medusa's own. */
export type PlainRequest<S extends z.ZodType> = CallOptions & {
  readonly method: "GET" | "POST" | "DELETE"
  /** Path from the API's root, already encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, QueryValue>>
  /** Sent as JSON, or as it is when it is a form with files. */
  readonly body?: unknown
  /** Schema of the response; any other response is a failure, so that no page renders half empty. */
  readonly response: S
}

type Empty = Record<never, never>
type Present<R> = { [K in keyof R as [R[K]] extends [undefined] ? never : K]: R[K] }
type Omittable<R> = { [K in keyof R as Empty extends R[K] ? K : never]?: R[K] }
type Needed<R> = { [K in keyof R as Empty extends R[K] ? never : K]: R[K] }

/** Input of a call: `params`, `query` and `body` where the route's row has them. */
export type CallInput<R> = Omittable<Present<RouteRequest<R>>> & Needed<Present<RouteRequest<R>>> & CallOptions

export type Client = {
  /**
   * Calls a route of a table. Its row types the path, query, body and response, and validates the response.
   * @throws ApiError for every response outside 2xx, for a timeout, and for a response of another shape
   */
  call<T, K extends keyof T & string>(
    table: TypedRouteTable<T>,
    key: K,
    ...input: Empty extends CallInput<T[K]> ? [input?: CallInput<T[K]>] : [input: CallInput<T[K]>]
  ): Promise<Answer<RouteResult<T[K]>>>
  /** Calls a route that has no row. Throws like `call`. */
  request<S extends z.ZodType>(request: PlainRequest<S>): Promise<Answer<z.output<S>>>
}

const DEFAULT_TIMEOUT_MS = 8_000

/** A client for one API. Keeps no state between calls. */
export const createClient = (config: ClientConfig): Client => {
  const request: Client["request"] = async ({ method, path, query, body, response, headers, timeoutMs }) => {
    const sent: Record<string, string> = {
      accept: "application/json",
      ...(await config.headers?.()),
      ...headers,
      // For a form, the browser sets the type with the boundary between its parts.
      ...(body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" }),
    }
    const requestId = (sent["x-request-id"] ??= newRequestId())
    const init = {
      method,
      cache: "no-store" as const,
      signal: AbortSignal.timeout(timeoutMs ?? config.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      headers: sent,
      ...(config.credentials ? { credentials: config.credentials } : {}),
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    }
    const answer = await send(`${config.baseUrl}${path}${queryText(query)}`, requestId, init)
    const answered = await bodyOf(answer, requestId)
    if (!answer.ok) throw refusal(answer, answered, requestId)
    const parsed = response.safeParse(answered)
    if (!parsed.success) throw new ApiError(502, unexpected(requestId), undefined, { cause: parsed.error })
    return { status: answer.status, data: parsed.data, requestId }
  }

  const call: Client["call"] = (table, key, ...[input]) => {
    const { method, path } = splitRouteKey(key)
    const row = table.routes.find((route) => route.method === method && route.path === path)
    if (!row) throw new Error(`${table.context} has no route ${key}`)
    const given: { params?: unknown; query?: unknown; body?: unknown } & CallOptions = input ?? {}
    const [answer, ...others] = Object.entries(row.response)
      .filter(([status]) => Number(status) < 300)
      .map(([, schema]) => schema)
    if (!answer) throw new Error(`${key} has no answer`)
    return request({
      ...(given.headers ? { headers: given.headers } : {}),
      ...(given.timeoutMs ? { timeoutMs: given.timeoutMs } : {}),
      method,
      body: given.body,
      path: filledPath(path, PathValues.parse(given.params ?? {})),
      query: QueryValues.parse(given.query ?? {}),
      // The row's type knows which schemas these are; a plain list of schemas does not.
      response: z.union([answer, ...others]) as z.ZodType<RouteResult<(typeof table)["specs"][typeof key]>>,
    })
  }

  return { call, request }
}

/** Path and query of a GET route, for a link that the browser opens directly, such as a download. */
export const addressOf = <T, K extends keyof T & `GET /${string}`>(
  _table: TypedRouteTable<T>,
  key: K,
  input: CallInput<T[K]>
): string => {
  const { params, query }: { params?: unknown; query?: unknown } & CallOptions = input
  return filledPath(splitRouteKey(key).path, PathValues.parse(params ?? {})) + queryText(QueryValues.parse(query ?? {}))
}

const PathValues = z.record(z.string(), z.union([z.string(), z.number()]).transform(String))
const QueryValue: z.ZodType<QueryValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.record(z.string(), QueryValue)]).nullish()
)
const QueryValues = z.record(z.string(), QueryValue)

/** Fills the parameters of a path such as `/store/services/:handle`, encoded. */
export const filledPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/:([A-Za-z_]+)/g, (_part, name: string) => {
    const value = params[name]
    if (value === undefined || value === "") throw new Error(`${path} needs ${name}`)
    return encodeURIComponent(value)
  })

/** Query string such as "?a=1&b=x&b=y&c[$gte]=z"; empty values are omitted. */
export const queryText = (query: Readonly<Record<string, QueryValue>> = {}): string => {
  const parameters = new URLSearchParams()
  const append = (name: string, value: QueryValue): void => {
    if (value === undefined || value === null || value === "") return
    if (typeof value !== "object") parameters.append(name, String(value))
    else if (isList(value)) for (const one of value) append(name, one)
    else for (const [key, inner] of Object.entries(value)) append(`${name}[${key}]`, inner)
  }
  for (const [name, value] of Object.entries(query)) append(name, value)
  const text = parameters.toString()
  return text ? `?${text}` : ""
}

// Array.isArray does not narrow readonly arrays.
const isList = (value: object): value is readonly string[] => Array.isArray(value)

/** Browsers provide `randomUUID` only over HTTPS and on localhost. */
const newRequestId = (): string =>
  typeof crypto.randomUUID === "function"
    ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")

const send = async (url: string, requestId: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (cause) {
    throw new ApiError(503, unreachable(requestId), undefined, { cause })
  }
}

const bodyOf = async (answer: Response, requestId: string): Promise<unknown> => {
  try {
    const text = await answer.text()
    // Core returns "Created" as plain text when there is nothing to report (a password reset was requested).
    const isEmpty = text === "" || (answer.ok && answer.headers.get("content-type")?.startsWith("text/plain") === true)
    return isEmpty ? {} : JSON.parse(text)
  } catch (cause) {
    // A proxy's HTML page, or a truncated response.
    throw new ApiError(502, unexpected(requestId), undefined, { cause })
  }
}

const refusal = (answer: Response, body: unknown, requestId: string): ApiError => {
  const seconds = Number(answer.headers.get("retry-after"))
  return new ApiError(
    answer.status,
    failureFromBody(body, answer.headers.get("x-request-id") ?? requestId),
    Number.isFinite(seconds) && seconds > 0 ? seconds : undefined
  )
}
