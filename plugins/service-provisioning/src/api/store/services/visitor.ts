import { formattingLocale } from "@atrium/kernel"
import { answerFor, type CacheableAnswer } from "@atrium/server"
import type { MedusaRequest, MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"

import type { Visitor } from "../../../use-cases/browse-catalogue"

/** The request's publishable key and its sales channels; core refuses requests under /store without one. */
export const publishableKeyOf = (
  req: MedusaRequest & Partial<Pick<MedusaStoreRequest, "publishable_key_context">>
): MedusaStoreRequest["publishable_key_context"] => {
  if (!req.publishable_key_context) throw new Error("A request under /store has no publishable key")
  return req.publishable_key_context
}

/** Publishable key of the request with its sales channels, and the language it asks for. */
export const visitorOf = (req: MedusaRequest): Visitor => {
  const { key, sales_channel_ids: salesChannelIds } = publishableKeyOf(req)
  return { key, salesChannelIds, locale: formattingLocale(req.headers["accept-language"]) }
}

/**
 * Any cache may keep the response for two seconds. With the three seconds of the server's own cache, a changed price is
 * visible everywhere within five.
 */
export const CACHE_HEADERS = {
  "Cache-Control": "public, max-age=2",
  Vary: "Accept-Language, Accept-Encoding, x-publishable-api-key",
} as const

/** Sends the response in the same way as `early-answer.ts`. */
export const sendCacheable = async (
  req: MedusaRequest,
  res: MedusaResponse,
  answer: CacheableAnswer
): Promise<void> => {
  const { Vary: vary, ...headers } = CACHE_HEADERS
  const sent = await answerFor(answer, req.headers, headers)
  res.vary(vary)
  res.writeHead(sent.status, { ...sent.headers })
  res.end(sent.body)
}
