import "server-only"
import { type Answer, type CallInput, type Client, createClient, type PlainRequest } from "@atrium/client"
import type { RouteResult, TypedRouteTable } from "@atrium/kernel"
import { headers } from "next/headers"
import type { z } from "zod"
import { shopEnvironment } from "@/lib/env"

/** How a call is made for the visitor: signed in, or safe to repeat. */
type Session = {
  /** A customer's or provider's token. */
  token?: string
  idempotencyKey?: string
}

export type ShopRequest<T extends z.ZodType> = Omit<PlainRequest<T>, "method" | "headers"> &
  Session & { method?: "GET" | "POST" | "DELETE" }

export type ShopAnswer<T> = Answer<T>

/**
 * Calls a route of ours from the server, for the visitor of the current request: passes on the request id, the address
 * and the language, and gives up after `timeoutMs` (8 s).
 * @throws ApiError for every answer outside 2xx and for silence
 */
export const callRoute = async <T, K extends keyof T & string>(
  table: TypedRouteTable<T>,
  key: K,
  input: CallInput<T[K]> & Session
): Promise<Answer<RouteResult<T[K]>>> => callRouteFor(await headers(), table, key, input)

/** As `callRoute`, where no page is being made (the proxy): `visitor` are the headers of the visitor's request. */
export const callRouteFor = async <T, K extends keyof T & string>(
  visitor: Headers,
  table: TypedRouteTable<T>,
  key: K,
  input: CallInput<T[K]> & Session
): Promise<Answer<RouteResult<T[K]>>> => {
  const { token, idempotencyKey } = input
  return clientFor(visitor, { token, idempotencyKey }).call(table, key, input)
}

/** Calls a route of Medusa's, which has no row: `response` is what must come back. Otherwise as `callRoute`. */
export const callShop = async <T extends z.ZodType>({
  token,
  idempotencyKey,
  method = "GET",
  ...request
}: ShopRequest<T>): Promise<Answer<z.output<T>>> =>
  clientFor(await headers(), { token, idempotencyKey }).request({ ...request, method })

const clientFor = (visitor: Headers, { token, idempotencyKey }: Session): Client => {
  const { backendUrl, publishableKey } = shopEnvironment()
  return createClient({
    baseUrl: backendUrl,
    headers: () => ({
      "accept-language": visitor.get("accept-language") ?? "en",
      "x-publishable-api-key": publishableKey,
      ...forwarded(visitor),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
    }),
  })
}

/**
 * One request id for the page and all it calls. Rate limits and clicks are counted per visitor, and the backend sees
 * only this server: it needs the visitor's address, browser and wish not to be tracked.
 */
const forwarded = (visitor: Headers): Record<string, string> =>
  Object.fromEntries(
    ["x-request-id", "x-forwarded-for", "user-agent", "dnt", "sec-gpc"].flatMap((name) => {
      const value = visitor.get(name)
      return value ? [[name, value]] : []
    })
  )
