import type { IncomingHttpHeaders } from "node:http"

import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { parseCorsOrigins } from "@medusajs/framework/utils"

import { env } from "./env"
import { acceptsUpload } from "./served-route-tables"

/**
 * Protects every write against cross-site request forgery, on core's routes too. Browsers attach cookies to requests of
 * other sites' pages and send forms without a preflight. So a cookie is accepted only from an allowed origin, and a body
 * only in a format that a form cannot send.
 */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"])

/** Core's upload routes, which accept forms; upload-guard.ts checks the files. */
const MULTIPART = [/^\/admin\/uploads$/, /^\/admin\/products\/imports?$/]
/** Payment gateways sign bodies of any format. */
const SIGNED = /^\/hooks\//

export type Write = { method: string; path: string; headers: IncomingHttpHeaders }
export type AllowedOrigins = { own: string; store: readonly (string | RegExp)[]; admin: readonly (string | RegExp)[] }

const allowedFor = (path: string, { own, store, admin }: AllowedOrigins): readonly (string | RegExp)[] => {
  if (path.startsWith("/admin")) return [own, ...admin]
  if (path.startsWith("/auth")) return [own, ...admin, ...store]
  return [own, ...store]
}

const matches = (allowed: readonly (string | RegExp)[], origin: string): boolean =>
  allowed.some((one) => (typeof one === "string" ? one === origin : one.test(origin)))

/**
 * Whether a write uses a cookie that another site's page may have sent. Browsers send Sec-Fetch-Site or Origin with every
 * write. A cookie without either header is refused too: it may come from a browser that hides them, and API clients have
 * tokens and keys. An Authorization header is always accepted, because no page can send one to another origin without
 * CORS permission.
 */
export const isCrossSiteWrite = ({ method, path, headers }: Write, allowed: AllowedOrigins): boolean => {
  if (SAFE_METHODS.has(method) || headers.cookie === undefined || headers.authorization !== undefined) return false
  if (headers["sec-fetch-site"] === "same-origin") return false
  const { origin } = headers
  return origin === undefined || !matches(allowedFor(path, allowed), origin)
}

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0

/** Whether a write has a body in a format that its route does not read: anything but JSON, or a form for an upload. */
export const hasUnsupportedFormat = ({ method, path, headers }: Write): boolean => {
  if (SAFE_METHODS.has(method) || SIGNED.test(path) || !hasBody(headers)) return false
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
  if (type === "multipart/form-data") return !MULTIPART.some((route) => route.test(path)) && !acceptsUpload(path)
  return type !== "application/json"
}

let allowed: AllowedOrigins | undefined

const allowedOrigins = (): AllowedOrigins => {
  const { ATRIUM_BACKEND_URL, ATRIUM_STORE_CORS, ATRIUM_ADMIN_CORS } = env()
  return (allowed ??= {
    own: new URL(ATRIUM_BACKEND_URL).origin,
    store: parseCorsOrigins(ATRIUM_STORE_CORS.join(",")),
    admin: parseCorsOrigins(ATRIUM_ADMIN_CORS.join(",")),
  })
}

/** First middleware of the application: 403 for a cross-site write, 415 for an unsupported body format. */
export const guardWrites = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  // Express ignores case and a trailing slash in paths.
  const path = req.path.toLowerCase().replace(/(?<=.)\/+$/, "")
  const write = { method: req.method, path, headers: req.headers }
  if (isCrossSiteWrite(write, allowedOrigins())) return next(commonErrors.fail("cross_site_request"))
  if (hasUnsupportedFormat(write)) return next(commonErrors.fail("unsupported_media_type"))
  next()
}
