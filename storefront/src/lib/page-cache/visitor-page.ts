import "server-only"
import { ownUrl } from "@/lib/env"
import { RENDER_HEADER, renderSecret } from "./render"
import { removeReact } from "./static-page"

/** How Next responded to a request for one visitor. */
export type VisitorPage = {
  readonly status: number
  readonly location: string | null
  readonly cookies: readonly string[]
  readonly html: string
  /** Whether React was removed, so that the page needs no nonce. */
  readonly isPlain: boolean
}

const TIMEOUT_MS = 30_000
/** Largest form of a page without React, in bytes. */
const MAX_FORM_BYTES = 64 * 1024
/** Headers of the visitor's connection, and those that ask Next for data instead of a page. */
const NOT_FORWARDED =
  /^(?:connection|keep-alive|transfer-encoding|upgrade|expect|te|trailer|content-length|host|accept-encoding|if-none-match|if-modified-since|rsc|next-.*)$/

/**
 * Whether the browser itself opens a page or submits a form. Requests of React on another page, which then shows the page
 * without loading a document, don't accept HTML.
 */
export const isPlainRequest = (method: string, headers: Headers): boolean =>
  headers.get("accept")?.includes("text/html") === true &&
  (method === "GET" || (method === "POST" && Number(headers.get("content-length") ?? NaN) <= MAX_FORM_BYTES))

/**
 * Has Next respond to a visitor's request, with a request of this process to itself, and removes React from the page. Like
 * a public page, but personal: never cached, and with the visitor's cookies. An error page keeps React, which it needs to
 * appear.
 */
export const renderForVisitor = async (
  url: string,
  method: string,
  visitor: Headers,
  body: ArrayBuffer | undefined
): Promise<VisitorPage> => {
  const headers = new Headers({ [RENDER_HEADER]: renderSecret(), "accept-encoding": "identity" })
  for (const [name, value] of visitor) if (!NOT_FORWARDED.test(name)) headers.set(name, value)
  // Next compares the origin of a form with this host.
  const host = visitor.get("x-forwarded-host") ?? visitor.get("host")
  if (host) headers.set("x-forwarded-host", host)
  const response = await fetch(`${ownUrl()}${url}`, {
    method,
    headers,
    ...(body ? { body } : {}),
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const rendered = await response.text()
  const plain = response.status < 400 ? removeReact(rendered) : undefined
  return {
    status: response.status,
    location: response.headers.get("location"),
    cookies: response.headers.getSetCookie(),
    html: plain ?? rendered,
    isPlain: plain !== undefined,
  }
}
