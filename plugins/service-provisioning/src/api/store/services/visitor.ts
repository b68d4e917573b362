import { formattingLocale } from "@atrium/kernel"
import { answerFor, type CacheableAnswer } from "@atrium/server"
import type { MedusaRequest, MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"

import type { Visitor } from "../../../use-cases/browse-catalogue"

/** The request's publishable key and its sales channels; core lets no request in under /store without one. */
export const publishableKeyOf = (
  req: MedusaRequest & Partial<Pick<MedusaStoreRequest, "publishable_key_context">>
): MedusaStoreRequest["publishable_key_context"] => {
  if (!req.publishable_key_context) throw new Error("A request under /store came without a publishable key")
  return req.publishable_key_context
}

/** Publishable key of the request with its sales channels, and the language it asks for. */
export const visitorOf = (req: MedusaRequest): Visitor => {
  const { key, sales_channel_ids: salesChannelIds } = publishableKeyOf(req)
  return { key, salesChannelIds, locale: formattingLocale(req.headers["accept-language"]) }
}

/**
 * Anyone may keep the answer, for as long as it takes this and the server's memory (3 s) to make five seconds: a changed
 * price is seen everywhere by then.
 */
export const CACHE_HEADERS = {
  "Cache-Control": "public, max-age=2",
  Vary: "Accept-Language, Accept-Encoding, x-publishable-api-key",
} as const

/** Sends the answer as the early way does (`early-answer.ts`). */
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
