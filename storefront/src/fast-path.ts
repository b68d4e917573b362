import "server-only"
import { type IncomingMessage, type ServerResponse } from "node:http"

import { ATTRIBUTION_COOKIE, hasAttribution, parseAttribution } from "@/features/attribution/attribution"
import { RENDER_HEADER } from "@/lib/page-cache/render"
import { type PageRequest, respondFromCache } from "@/lib/page-cache/respond"

import { publicPageUrl } from "./public-page-url"

/** Called by `server.mjs` before Next. Resolves to true if it responded. */
export type FastPath = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

const SLOT = Symbol.for("atrium.storefront.fast-path")
const holder = globalThis as typeof globalThis & { [SLOT]?: FastPath }

const parseCookies = (header: string | undefined): Map<string, string> =>
  new Map(
    (header ?? "").split(";").flatMap((pair) => {
      const [name, value] = pair.split("=", 2)
      return name === undefined || value === undefined ? [] : [[name.trim(), value.trim()]]
    })
  )

const textOf = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value.join(",") : value) ?? null

const headersOf = (request: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, textOf(value) ?? "")
  return headers
}

/** Whether the proxy has to record the visit or a scheduled click. */
const mustBeRecorded = (url: URL, cookie: string | undefined): boolean => {
  if (hasAttribution(url)) return true
  if (cookie === undefined) return false
  try {
    return parseAttribution(decodeURIComponent(cookie)).click_due !== undefined
  } catch {
    // Malformed encoding: the cookie counts as empty.
    return false
  }
}

/**
 * Registers the response from the page cache that `server.mjs` sends before Next processes the request, which takes
 * several times as long. Pages that have to be rendered and visits that have to be recorded go through Next and the proxy.
 */
export const registerFastPath = (securityHeaders: Readonly<Record<string, string>>): void => {
  holder[SLOT] ??= async (request, response) => {
    const { method = "", url: path = "", headers } = request
    // Render requests must reach Next. Excludes `//host` and absolute URLs.
    if (headers[RENDER_HEADER] !== undefined || !/^\/(?!\/)/.test(path)) return false
    const url = new URL(path, "http://storefront")
    const cookies = parseCookies(headers.cookie)
    if (mustBeRecorded(url, cookies.get(ATTRIBUTION_COOKIE))) return false
    const wanted: PageRequest = {
      method,
      page: publicPageUrl(url),
      header: (name) => textOf(headers[name]),
      cookie: (name) => cookies.get(name),
      headers: () => headersOf(request),
    }
    const page = await respondFromCache(wanted)
    if (!page) return false
    response.writeHead(page.status, { ...securityHeaders, ...page.headers, "x-request-id": crypto.randomUUID() })
    response.end(page.body)
    return true
  }
}
