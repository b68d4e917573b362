import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { DISPUTE_STATUSES } from "./gateway"

export const GatewayDisputeQuery = z.strictObject({
  order_id: idText.optional(),
  status: listOf(z.enum(DISPUTE_STATUSES, { error: `Choose one of ${DISPUTE_STATUSES.join(", ")}` })).optional(),
  /** Searches the gateway's ids of the dispute and the payment. */
  q: safeText({ max: 128 }).optional(),
  order: orderQuery(["opened_at", "closed_at", "amount", "status"], "-opened_at"),
  ...pageQuery,
})
export type GatewayDisputeQuery = z.output<typeof GatewayDisputeQuery>

/** A cardholder's dispute for staff. Amount in major units. */
export const GatewayDisputeView = z.object({
  id: z.string(),
  provider: z.string(),
  /** The gateway's ids of the dispute and of the payment. */
  reference: z.string(),
  payment_reference: z.string(),
  amount: z.number(),
  currency_code: z.string(),
  status: z.enum(DISPUTE_STATUSES),
  payment_id: z.string().nullable(),
  order_id: z.string().nullable(),
  /** Until when the shop can respond in the gateway's dashboard; null where the gateway doesn't say. */
  respond_by: z.string().nullable(),
  opened_at: z.string(),
  closed_at: z.string().nullable(),
})
export type GatewayDisputeView = z.infer<typeof GatewayDisputeView>
