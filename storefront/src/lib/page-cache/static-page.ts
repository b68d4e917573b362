import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

// Higher levels take several times as long and save a few percent.
const BROTLI_LEVEL = 5

export type Encoding = "br" | "gzip" | "identity"

/** A public page as HTML that works without React, identical for all visitors with the same variant. */
export type StaticPage = {
  readonly html: string
  readonly etag: string
  /** Compressed bodies, created on first use. */
  readonly compressed: Map<Encoding, Promise<Buffer>>
}

export const createStaticPage = (html: string): StaticPage => {
  // Weak, because all encodings share it.
  const etag = `W/"${createHash("sha256").update(html).digest("base64url").slice(0, 27)}"`
  return { html, etag, compressed: new Map() }
}

const SCRIPT = /<script\b([^>]*)>[\s\S]*?<\/script>/g
const SCRIPT_PRELOAD =
  /<link\b(?=[^>]*\brel="(?:modulepreload|preload)")(?=[^>]*(?:\bas="script"|modulepreload))[^>]*>/g
/** Structured data, which isn't executed, and the shop's own scripts. */
const KEPT_SCRIPT = /\btype="application\/ld\+json"|\bsrc="\/(?:shop|cart|upload)\.js\b/
/** Streamed content, which a React script would have to move into place. */
const STREAMED = /<template id="[BP]:|<div hidden="" id="S:|\$RC\(/
const SCRIPT_ATTRIBUTE = /<[a-z][^<>]*\s(?:on[a-z]+="|(?:action|href|formaction)="javascript:)/i

/** Removes React's runtime and data from a page that Next rendered. Undefined if it cannot be displayed without React. */
export const removeReact = (rendered: string): string | undefined => {
  if (STREAMED.test(rendered)) return undefined
  const html = rendered
    .replace(SCRIPT, (script, attributes: string) => (KEPT_SCRIPT.test(attributes) ? script : ""))
    .replace(SCRIPT_PRELOAD, "")
  return SCRIPT_ATTRIBUTE.test(html) ? undefined : html
}

/**
 * Returns a rendered public page without React. It works as HTML and with `public/shop.js`, and contains no inline
 * scripts, so its content security policy allows none.
 * @throws if the page cannot be displayed without React
 */
export const toStaticPage = (rendered: string): StaticPage => {
  const html = removeReact(rendered)
  if (html === undefined)
    throw new Error("A public page needs React to appear: it contains streamed content or a script in an attribute")
  return createStaticPage(html)
}

/** Selects Brotli if the browser accepts it, else gzip, else no compression. */
export const acceptedEncoding = (header: string | null): Encoding => {
  const accepted = (header ?? "")
    .toLowerCase()
    .split(",")
    .map((part) => part.trim().split(/\s*;\s*/))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ""))
    .map(([name]) => name)
  return accepted.includes("br") ? "br" : accepted.includes("gzip") ? "gzip" : "identity"
}

const compress = (bytes: Buffer, encoding: Encoding): Promise<Buffer> => {
  if (encoding === "br") return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL } })
  return encoding === "gzip" ? zip(bytes) : Promise.resolve(bytes)
}

export const encodedBody = (page: StaticPage, encoding: Encoding): Promise<Buffer> => {
  const existing = page.compressed.get(encoding)
  if (existing) return existing
  const body = compress(Buffer.from(page.html), encoding)
  page.compressed.set(encoding, body)
  return body
}
