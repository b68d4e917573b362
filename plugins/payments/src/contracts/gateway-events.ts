import { listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { GATEWAY_EVENT_STATUSES } from "./gateway"

export const GatewayEventQuery = z.strictObject({
  /** Searches the gateway's ids of the event and the payment. */
  q: safeText({ max: 128 }).optional(),
  provider: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,40}$/, "Enter a gateway, for example stripe")
    .optional(),
  type: safeText({ max: 100 }).optional(),
  status: listOf(
    z.enum(GATEWAY_EVENT_STATUSES, { error: `Choose one of ${GATEWAY_EVENT_STATUSES.join(", ")}` })
  ).optional(),
  order: orderQuery(["received_at", "processed_at", "type", "provider", "status", "attempts"], "-received_at"),
  ...pageQuery,
})
export type GatewayEventQuery = z.output<typeof GatewayEventQuery>

/** A row of the webhook inbox for staff. The gateway's payload is not shown, because it may contain personal data. */
export const GatewayEventView = z.object({
  id: z.string(),
  provider: z.string(),
  event_id: z.string(),
  type: z.string(),
  reference: z.string().nullable(),
  status: z.enum(GATEWAY_EVENT_STATUSES),
  /** Short text about the result. */
  outcome: z.string().nullable(),
  attempts: z.number().int(),
  retries: z.number().int(),
  last_error: z.string().nullable(),
  request_id: z.string().nullable(),
  received_at: z.string(),
  processed_at: z.string().nullable(),
})
export type GatewayEventView = z.infer<typeof GatewayEventView>
