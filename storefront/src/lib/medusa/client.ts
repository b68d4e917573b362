import "server-only"
import { type Answer, type CallInput, type Client, createClient, type PlainRequest } from "@atrium/client"
import type { RouteResult, TypedRouteTable } from "@atrium/kernel"
import { headers } from "next/headers"
import { z } from "zod"
import { shopEnvironment } from "@/lib/env"

const OpenedCart = z.object({ cart: z.object({ id: z.string() }) })

/** Credentials and idempotency key of a call. */
type Session = {
  /** Token of a customer or provider. */
  token?: string
  idempotencyKey?: string
}

export type ShopRequest<T extends z.ZodType> = Omit<PlainRequest<T>, "method"> &
  Session & { method?: "GET" | "POST" | "DELETE" }

export type ShopResponse<T> = Answer<T>

/**
 * Calls an Atrium route from the server on behalf of the current visitor. Forwards the request ID, IP address and language,
 * and times out after `timeoutMs` (8 s by default).
 * @throws ApiError for every response outside 2xx and for timeouts
 */
export const callRoute = async <T, K extends keyof T & string>(
  table: TypedRouteTable<T>,
  key: K,
  input: CallInput<T[K]> & Session
): Promise<Answer<RouteResult<T[K]>>> => callRouteFor(await headers(), table, key, input)

/** Like `callRoute`, for code outside a page render, such as the proxy. `visitor` contains the request's headers. */
export const callRouteFor = async <T, K extends keyof T & string>(
  visitor: Headers,
  table: TypedRouteTable<T>,
  key: K,
  input: CallInput<T[K]> & Session
): Promise<Answer<RouteResult<T[K]>>> => {
  const { token, idempotencyKey } = input
  return clientFor(visitor, { token, idempotencyKey }).call(table, key, input)
}

/** Like `callRoute`, for Medusa's routes, which are in no route table. `response` is the schema of the response. */
export const callShop = async <T extends z.ZodType>(request: ShopRequest<T>): Promise<Answer<z.output<T>>> =>
  callShopFor(await headers(), request)

/** Like `callShop`, for code outside a page render. */
export const callShopFor = async <T extends z.ZodType>(
  visitor: Headers,
  { token, idempotencyKey, method = "GET", ...request }: ShopRequest<T>
): Promise<Answer<z.output<T>>> => clientFor(visitor, { token, idempotencyKey }).request({ ...request, method })

/** Opens a file of the shop, to be passed on as it is. With a `body`, it is asked for with POST. */
export const openShopFile = async ({
  path,
  query = new URLSearchParams(),
  token,
  body,
}: {
  path: string
  query?: URLSearchParams
  token?: string | undefined
  body?: Readonly<Record<string, string>>
}): Promise<Response> => {
  const { backendUrl, publishableKey } = shopEnvironment()
  return fetch(new URL(`${path}?${query.toString()}`, backendUrl), {
    cache: "no-store",
    signal: AbortSignal.timeout(30_000),
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    headers: {
      ...(body ? { "content-type": "application/json" } : {}),
      "x-publishable-api-key": publishableKey,
      ...forwarded(await headers()),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  })
}

/** Opens a cart for the visitor. Returns its ID and the secret that gives guests access to it, which no body contains. */
export const openShopCart = async (
  regionId: string | undefined,
  token: string | undefined
): Promise<{ id: string; secret: string }> => {
  const { backendUrl, publishableKey } = shopEnvironment()
  const response = await fetch(new URL("/store/carts", backendUrl), {
    method: "POST",
    cache: "no-store",
    signal: AbortSignal.timeout(8_000),
    headers: {
      "content-type": "application/json",
      "x-publishable-api-key": publishableKey,
      ...forwarded(await headers()),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(regionId ? { region_id: regionId } : {}),
  })
  if (!response.ok) throw new Error(`The shop responded to a new cart with ${response.status}`)
  const { cart } = OpenedCart.parse(await response.json())
  return { id: cart.id, secret: response.headers.get("x-cart-token") ?? "" }
}

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
 * Returns the headers to forward to the backend. It only sees this server, but counts rate limits and clicks per visitor
 * and respects their tracking preference. The request ID ties a page to its backend calls in the logs.
 */
const forwarded = (visitor: Headers): Record<string, string> =>
  Object.fromEntries(
    ["x-request-id", "x-forwarded-for", "user-agent", "dnt", "sec-gpc"].flatMap((name) => {
      const value = visitor.get(name)
      return value ? [[name, value]] : []
    })
  )
