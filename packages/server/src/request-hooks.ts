import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage, Server, ServerResponse } from "node:http"

import type { Logger } from "@medusajs/framework/types"
import { commonErrors } from "@atrium/kernel"

import { clientAddress } from "./client-address"
import { answerEarlyAt } from "./early-answers"
import { env } from "./env"
import { errorBody } from "./error-mapper"
import { observeRequest } from "./metrics"
import { areaOf, publicPath } from "./public-path"
import { enterContext, newCallId, requestIdFrom } from "./request-context"
import { secureHeaders } from "./secure-headers"

/**
 * Runs before Medusa's middleware, whose authentication returns 401 before ours runs: request id, security headers,
 * access log, and our error format on core's bare 401 and 404. Node announces every incoming request on a diagnostics
 * channel, so core is not patched.
 */
const isBare401 = (body: string) => /^\s*\{\s*"message"\s*:\s*"Unauthorized"\s*\}\s*$/.test(body)

const replacement = (status: number, contentType: string, body: string): "unauthorized" | "not_found" | undefined => {
  if (status === 401 && isBare401(body)) return "unauthorized"
  if (status === 404 && contentType.startsWith("text/html") && body.includes("Cannot ")) return "not_found"
  return undefined
}

const reshapeBareErrors = (res: ServerResponse, requestId: string) => {
  const end = res.end.bind(res) as (chunk?: unknown, ...rest: unknown[]) => ServerResponse
  res.end = ((chunk?: unknown, ...rest: unknown[]) => {
    if (!res.headersSent && (res.statusCode === 401 || res.statusCode === 404)) {
      const text = typeof chunk === "string" ? chunk : Buffer.isBuffer(chunk) ? chunk.toString("utf8") : ""
      const code = replacement(res.statusCode, String(res.getHeader("content-type") ?? ""), text)
      if (code) {
        const body = JSON.stringify(errorBody({ code, definition: commonErrors.table[code] }, requestId))
        res.setHeader("content-type", "application/json; charset=utf-8")
        res.setHeader("content-length", Buffer.byteLength(body))
        res.removeHeader("etag")
        return end(body, "utf8")
      }
    }
    return end(chunk, ...rest)
  }) as typeof res.end
}

/** Express adds `X-Powered-By` after this hook, and Medusa has no setting to turn it off. */
const blockPoweredByHeader = (res: ServerResponse) => {
  const setHeader = res.setHeader.bind(res)
  res.setHeader = (name, value) => (name.toLowerCase() === "x-powered-by" ? res : setHeader(name, value))
}

const KEEP_ALIVE_MS = 75_000

const INSTALLED = Symbol.for("atrium.server.request-hooks")
const holder = globalThis as typeof globalThis & { [INSTALLED]?: true }

/**
 * Subscribes once per process. Logs one line per request: method, the path without ids and query, status, milliseconds.
 */
export const installRequestHooks = (
  logger?: Logger & { event?(message: string, fields: Record<string, unknown>): void }
): void => {
  if (holder[INSTALLED]) return
  holder[INSTALLED] = true
  // Over plain HTTP (demo) the browser must not receive an HSTS header.
  const settings = { https: !env().demo, development: env().NODE_ENV === "development" }
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as {
      request: IncomingMessage
      response: ServerResponse
      server: Server
    }
    answerEarlyAt(server)
    // Longer than proxies keep theirs (nginx and load balancers: 60 s), or a request meets a connection that is closing.
    server.keepAliveTimeout = KEEP_ALIVE_MS
    const requestId = requestIdFrom(request.headers["x-request-id"])
    // Medusa's tracing reads the same header.
    request.headers["x-request-id"] = requestId
    enterContext({ requestId, cause: newCallId(), address: clientAddress(request) })
    response.setHeader("x-request-id", requestId)
    // Express rewrites `url` while routing, so the path is read before.
    const path = (request.url ?? "/").split("?")[0] ?? "/"
    for (const [name, value] of Object.entries(secureHeaders(path, settings))) response.setHeader(name, value)
    blockPoweredByHeader(response)
    reshapeBareErrors(response, requestId)
    const started = process.hrtime.bigint()
    response.once("finish", () => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9
      observeRequest(request.method ?? "GET", areaOf(request, path), response.statusCode, seconds)
      if (path === "/health" || path.startsWith("/app")) return
      logger?.event?.("request", {
        request_id: requestId,
        method: request.method,
        path: publicPath(request, path),
        status: response.statusCode,
        duration_ms: Math.round(seconds * 1000),
      })
    })
  })
}
