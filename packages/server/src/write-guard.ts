import type { IncomingHttpHeaders } from "node:http"

import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { parseCorsOrigins } from "@medusajs/framework/utils"

import { env } from "./env"

/**
 * What every write must show before any route sees it, core's routes included. Browsers attach cookies to requests that
 * a foreign page makes, and they send a form without asking; so a cookie counts only with proof of the page it came
 * from, and a body only in the format that a form cannot send.
 */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"])

/** Where a file is sent in a form; core's routes of this kind check what arrives (see upload-guard.ts). */
const MULTIPART = [/^\/admin\/uploads$/, /^\/admin\/products\/imports?$/]
/** Payment companies sign bodies of any format. */
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
 * Whether a write is carried by a cookie that another site's page may have sent. A browser names the page in
 * Sec-Fetch-Site or Origin on every write. A client that sends a cookie and neither header is refused too: it cannot be
 * told from a browser that hides them, and programs have tokens and keys. Authorization headers are proof by themselves,
 * for no page can send one to another origin without the permission of CORS.
 */
export const isForeignWrite = ({ method, path, headers }: Write, allowed: AllowedOrigins): boolean => {
  if (SAFE_METHODS.has(method) || headers.cookie === undefined || headers.authorization !== undefined) return false
  if (headers["sec-fetch-site"] === "same-origin") return false
  const { origin } = headers
  return origin === undefined || !matches(allowedFor(path, allowed), origin)
}

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0

/** Whether a write carries a body that its route does not read: everything but JSON, and forms where files are sent. */
export const hasForeignFormat = ({ method, path, headers }: Write): boolean => {
  if (SAFE_METHODS.has(method) || SIGNED.test(path) || !hasBody(headers)) return false
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
  if (type === "multipart/form-data") return !MULTIPART.some((route) => route.test(path))
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

/** First middleware of the application: 403 for a write from a foreign page, 415 for a body in a foreign format. */
export const guardWrites = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  // Express compares paths without regard to case and to a slash at the end.
  const path = req.path.toLowerCase().replace(/(?<=.)\/+$/, "")
  const write = { method: req.method, path, headers: req.headers }
  if (isForeignWrite(write, allowedOrigins())) return next(commonErrors.fail("cross_site_request"))
  if (hasForeignFormat(write)) return next(commonErrors.fail("unsupported_media_type"))
  next()
}
