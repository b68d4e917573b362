import { createHash } from "node:crypto"

import { formattingLocale } from "@atrium/kernel"
import type { MedusaRequest, MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"

import type { Visitor } from "../../../use-cases/browse-catalogue"

/** The request's publishable key and its sales channels; core lets no request in under /store without one. */
export const publishableKeyOf = (
  req: MedusaRequest & Partial<Pick<MedusaStoreRequest, "publishable_key_context">>
): MedusaStoreRequest["publishable_key_context"] => {
  if (!req.publishable_key_context) throw new Error("A request under /store came without a publishable key")
  return req.publishable_key_context
}

/** Sales channels of the request's publishable key, and the language it asks for. */
export const visitorOf = (req: MedusaRequest): Visitor => ({
  salesChannelIds: publishableKeyOf(req).sales_channel_ids,
  locale: formattingLocale(req.headers["accept-language"]),
})

const isKnown = (header: string | undefined, etag: string): boolean =>
  (header ?? "").split(",").some((candidate) => ["*", etag].includes(candidate.trim()))

/**
 * Answers with an ETag, or 304 to a reader who has this already. Not left to Express: it sends the whole answer again
 * when the request says `Cache-Control: no-cache`, which fetch adds automatically to every conditional request.
 */
export const sendCacheable = (req: MedusaRequest, res: MedusaResponse, body: unknown): void => {
  const text = JSON.stringify(body)
  const etag = `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`
  res.vary("Accept-Language, x-publishable-api-key")
  res.setHeader("Cache-Control", "public, max-age=5, stale-while-revalidate=30")
  res.setHeader("ETag", etag)
  if (isKnown(req.headers["if-none-match"], etag)) res.status(304).end()
  else res.type("application/json").send(text)
}
