import { idText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { AffiliateCodeText } from "./codes"

const utm = safeText({ min: 1, max: 200 })

/** Campaign parameters of a link. */
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
  /** The landing page; only its path is stored. */
  landing_url: safeText({ min: 1, max: 2000, required: "Enter the landing page URL" }),
  /** The referring page; only its host is stored. */
  referrer: safeText({ max: 2000 }).nullish(),
  utm: Utm.optional(),
  /** The click id in the visitor's cookie, if any, which links clicks of one visitor. */
  previous_click_id: idText.nullish(),
})
export type RecordClick = z.infer<typeof RecordClick>

export const clickRoutes = {
  "POST /store/affiliate/clicks": {
    actor: "anyone",
    owner: null,
    summary: "Records a click on an affiliate's link; an unknown code returns 202 and records nothing",
    body: RecordClick,
    response: { 200: z.strictObject({ click_id: z.string() }), 202: z.strictObject({ click_id: z.null() }) },
    errors: [],
    rateLimit: "analytics",
  },
} as const
