import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http"

import { defineExtensionPoint, type RateLimitName } from "@atrium/kernel"
import { parseCorsOrigins } from "@medusajs/framework/utils"
import cors from "cors"

import { answerFor, type CacheableAnswer } from "./cacheable-answer"
import { clientAddress } from "./client-address"
import { env } from "./env"
import { errorBody, mapError } from "./error-mapper"
import { countRequest } from "./rate-limits"
import { currentRequestId, requestIdFrom } from "./request-context"

/**
 * Answers that are the same for everyone who asks alike, sent before Express and Medusa see the request: most of what
 * they do for one (a container scope, sessions, hundreds of patterns of routes, the look-up of the publishable key) is
 * needless where the answer is known. Whatever is not answered here takes the ordinary way, and every refusal but that of
 * the rate limit is left to it: here nothing is refused and nothing is looked up.
 */
export type EarlyAnswer = {
  /** The route that is answered, as `/store/services/:handle`; below /store. */
  readonly route: `/store/${string}`
  readonly rateLimit: RateLimitName
  readonly answer: CacheableAnswer
  readonly headers: Readonly<Record<string, string>>
}

export type EarlyAnswerer = {
  readonly name: string
  /**
   * Called for a GET below /store without a body, cookie or token. Where it throws, the ordinary way answers, and meets
   * and reports what is wrong.
   * @param url path and query, as they were sent
   */
  readonly answer: (request: IncomingMessage, url: string) => EarlyAnswer | undefined
}

export const earlyAnswerers = defineExtensionPoint<EarlyAnswerer>({
  name: "server.early-answers",
  key: ({ name }) => name,
})

/** What the ordinary way would look at: who is signed in, and what is in the body. */
const isPlain = ({ method, url, headers }: IncomingMessage): boolean =>
  method === "GET" &&
  url?.startsWith("/store/") === true &&
  headers.authorization === undefined &&
  headers.cookie === undefined &&
  headers["transfer-encoding"] === undefined &&
  (headers["content-length"] === undefined || headers["content-length"] === "0")

/** As core sets it for its routes below /store, from the same setting. */
const storeCors = () =>
  cors<IncomingMessage>({ origin: parseCorsOrigins(env().ATRIUM_STORE_CORS.join(",")), credentials: true })

const addVary = (response: ServerResponse, names: string | undefined): void => {
  const known = [response.getHeader("Vary") ?? []].flat().map(String)
  if (names) response.setHeader("Vary", [...known, names].join(", "))
}

const sendFailure = (response: ServerResponse, failure: unknown): void => {
  const mapped = mapError(failure)
  const body = JSON.stringify(errorBody(mapped, currentRequestId() ?? requestIdFrom(undefined)))
  if (mapped.retryAfterSeconds) response.setHeader("Retry-After", String(mapped.retryAfterSeconds))
  response.writeHead(mapped.definition.status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
  })
  response.end(body)
}

const send = async (
  request: IncomingMessage,
  response: ServerResponse,
  { route, rateLimit, answer, headers: { Vary: vary, ...headers } }: EarlyAnswer
): Promise<void> => {
  // Metrics and the access log name the route, as they do where Express found it.
  Object.assign(request, { route: { path: route } })
  await countRequest(rateLimit, clientAddress(request))
  const { status, headers: all, body } = await answerFor(answer, request.headers, headers)
  addVary(response, vary)
  response.writeHead(status, { ...all })
  response.end(body)
}

const find = (request: IncomingMessage): EarlyAnswer | undefined => {
  const { url } = request
  if (url === undefined || !isPlain(request)) return undefined
  try {
    for (const { answer } of earlyAnswerers.all()) {
      const early = answer(request, url)
      if (early) return early
    }
  } catch {
    return undefined
  }
  return undefined
}

/** The application's listener, asked for what no early answer is there for. */
const withEarlyAnswers = (application: RequestListener): RequestListener => {
  const allowOrigin = storeCors()
  const listener: RequestListener = function (this: Server, request, response) {
    const early = find(request)
    if (!early) return application.call(this, request, response)
    // Sets headers only: a preflight is no GET.
    allowOrigin(request, response, () => undefined)
    send(request, response, early).catch((failure: unknown) => sendFailure(response, failure))
  }
  // As Node marks listeners it wraps: who asks the server for its listeners, or removes one, means the wrapped.
  return Object.assign(listener, { listener: application })
}

const answered = new WeakSet<Server>()

/**
 * Puts early answers before the application of a server. Called when a request arrives, since Medusa offers no moment
 * between making its server and serving with it; takes effect with that request.
 */
export const answerEarlyAt = (server: Server): void => {
  if (answered.has(server)) return
  answered.add(server)
  // The application is the first listener: the one the server was made with. Those after it only observe.
  const [application] = server.listeners("request") as RequestListener[]
  if (!application) return
  server.off("request", application)
  server.prependListener("request", withEarlyAnswers(application))
}
