import { idText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { IntakeAnswers } from "./intake"
import { AffiliateCodeText, Consent, PurchaseCustomer } from "./purchases"

/** Body of `POST /store/carts/:id/service-details`. */
export const ServiceDetails = z.strictObject({
  items: z
    .array(z.strictObject({ line_item_id: idText, intake: IntakeAnswers }))
    .max(50, "Use at most 50 items")
    .optional(),
  requirements: safeText({ max: 5000, multiline: true }).optional(),
  affiliate_code: AffiliateCodeText.nullish(),
  click_id: idText.nullish(),
  customer: PurchaseCustomer.partial().optional(),
  consent: Consent.optional(),
})
export type ServiceDetails = z.infer<typeof ServiceDetails>

export const ServiceDetailsOut = z.strictObject({
  service_details: z.strictObject({
    cart_id: z.string(),
    /** Required questions without an answer, by line; they become a task after payment. */
    missing: z.array(z.strictObject({ line_item_id: z.string(), question_id: z.string(), label: z.string() })),
  }),
})
