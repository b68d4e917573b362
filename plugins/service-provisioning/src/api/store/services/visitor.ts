import type { MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"

import { localeFrom } from "../../../domain/catalogue-locale"
import type { Visitor } from "../../../workflows/catalogue/browse"

/** Sales channels of the request's publishable key, and the language it asks for. */
export const visitorOf = (req: MedusaStoreRequest): Visitor => ({
  salesChannelIds: req.publishable_key_context.sales_channel_ids,
  locale: localeFrom(req.headers["accept-language"]),
})

/** The same for every visitor of a key and a language; Express adds the ETag and answers 304. */
export const allowCaching = (res: MedusaResponse): void => {
  res.vary("Accept-Language, x-publishable-api-key")
  res.setHeader("Cache-Control", "public, max-age=5, stale-while-revalidate=30")
}
