import "server-only"
import { headers } from "next/headers"
import type { z } from "zod"
import { shopEnvironment } from "@/lib/env"
import { failureFromBody, ShopError, unexpected, unreachable } from "./error"

export type ShopRequest<T extends z.ZodType> = {
  method?: "GET" | "POST" | "DELETE"
  /** Path from the backend's root, its parts already encoded, e.g. `/store/services`. */
  path: string
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
  body?: unknown
  /** What must come back; anything else is a failure and not a half-empty page. */
  response: T
  /** A customer's token. */
  token?: string
  idempotencyKey?: string
  timeoutMs?: number
}

export type ShopAnswer<T> = { status: number; data: T; requestId: string }

const DEFAULT_TIMEOUT_MS = 8_000

/**
 * Calls the backend from the server, for the visitor of the current request: passes on the request id and the
 * language, gives up after `timeoutMs` (8 s). Throws ShopError for every answer outside 2xx and for silence.
 */
export const callShop = async <T extends z.ZodType>(request: ShopRequest<T>): Promise<ShopAnswer<z.infer<T>>> =>
  callShopFor(await headers(), request)

/** As `callShop`, where no page is being made (the proxy): `visitor` are the headers of the visitor's request. */
export const callShopFor = async <T extends z.ZodType>(
  visitor: Headers,
  request: ShopRequest<T>
): Promise<ShopAnswer<z.infer<T>>> => {
  const { backendUrl, publishableKey } = shopEnvironment()
  const requestId = visitor.get("x-request-id") ?? crypto.randomUUID()
  const answer = await send(`${backendUrl}${request.path}${queryText(request.query)}`, requestId, {
    method: request.method ?? "GET",
    cache: "no-store",
    signal: AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    headers: {
      accept: "application/json",
      "accept-language": visitor.get("accept-language") ?? "en",
      "x-publishable-api-key": publishableKey,
      "x-request-id": requestId,
      ...forwarded(visitor),
      ...(request.token ? { authorization: `Bearer ${request.token}` } : {}),
      ...(request.idempotencyKey ? { "idempotency-key": request.idempotencyKey } : {}),
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  })
  const body = await bodyOf(answer, requestId)
  if (!answer.ok) throw refusal(answer, body, requestId)
  const parsed = request.response.safeParse(body)
  if (!parsed.success) throw new ShopError(502, unexpected(requestId), undefined, { cause: parsed.error })
  return { status: answer.status, data: parsed.data, requestId }
}

const send = async (url: string, requestId: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (cause) {
    throw new ShopError(503, unreachable(requestId), undefined, { cause })
  }
}

const bodyOf = async (answer: Response, requestId: string): Promise<unknown> => {
  try {
    const text = await answer.text()
    // Core says "Created" in plain text where it has nothing to tell (a password reset was asked for).
    const wordless = text === "" || (answer.ok && answer.headers.get("content-type")?.startsWith("text/plain") === true)
    return wordless ? {} : JSON.parse(text)
  } catch (cause) {
    // A proxy's HTML page, or an answer cut off halfway.
    throw new ShopError(502, unexpected(requestId), undefined, { cause })
  }
}

const refusal = (answer: Response, body: unknown, requestId: string): ShopError => {
  const seconds = Number(answer.headers.get("retry-after"))
  return new ShopError(
    answer.status,
    failureFromBody(body, answer.headers.get("x-request-id") ?? requestId),
    Number.isFinite(seconds) && seconds > 0 ? seconds : undefined
  )
}

/** Rate limits and clicks are per visitor, and the backend sees only this server: it needs address, browser and its wish. */
const forwarded = (visitor: Headers): Record<string, string> =>
  Object.fromEntries(
    ["x-forwarded-for", "user-agent", "dnt", "sec-gpc"].flatMap((name) => {
      const value = visitor.get(name)
      return value ? [[name, value]] : []
    })
  )

/** "?a=1&b=x&b=y", leaving out what is undefined or empty. */
export const queryText = (query: ShopRequest<z.ZodType>["query"] = {}): string => {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one))
  }
  const text = parameters.toString()
  return text ? `?${text}` : ""
}
