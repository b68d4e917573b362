import { idText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { AffiliateCodeText } from "./codes"

const utm = safeText({ min: 1, max: 200 })

/** Campaign parameters as they are in a link. */
export const Utm = z.strictObject({
  utm_source: utm.optional(),
  utm_medium: utm.optional(),
  utm_campaign: utm.optional(),
  utm_term: utm.optional(),
  utm_content: utm.optional(),
})

/** Body of `POST /store/affiliate/clicks`. */
export const RecordClick = z.strictObject({
  code: AffiliateCodeText,
  /** The page the visitor came to; only its path is kept. */
  landing_url: safeText({ min: 1, max: 2000, required: "Enter the page" }),
  /** Where the visitor came from; only the host is kept. */
  referrer: safeText({ max: 2000 }).nullish(),
  utm: Utm.optional(),
  /** The click id in the visitor's cookie, if any: it ties clicks to one visitor. */
  previous_click_id: idText.nullish(),
})
export type RecordClick = z.infer<typeof RecordClick>

export const clickRoutes = {
  "POST /store/affiliate/clicks": {
    actor: "anyone",
    owner: null,
    summary: "A visitor came through an affiliate's link; an unknown code is answered with 202 and nothing is recorded",
    body: RecordClick,
    response: { 200: z.strictObject({ click_id: z.string() }), 202: z.strictObject({ click_id: z.null() }) },
    errors: [],
    rateLimit: "analytics",
  },
} as const
