import { defineWork } from "@atrium/work-queue/contracts"
import { z } from "zod"

/** The sandbox gateway posts one of its signed events to the shop. The body travels along: an event never changes. */
export const DELIVER_SANDBOX_EVENT = defineWork({
  kind: "payments.deliver-sandbox-event",
  version: 1,
  payload: z.object({ event_id: z.string(), body: z.string() }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

/** A stored gateway event is processed. Key: the inbox row's id, `:retry-<n>` behind it for a retry by hand. */
export const PROCESS_GATEWAY_EVENT = defineWork({
  kind: "payments.process-gateway-event",
  version: 1,
  payload: z.object({
    gateway_event_id: z.string(),
    provider: z.string(),
    type: z.string(),
    reference: z.string().nullable(),
    session_id: z.string().nullable(),
  }),
  maxAttempts: 8,
  backoffSeconds: 2,
})

/** An authorisation without an order is settled or released. Key: provider and the gateway's reference. */
export const SETTLE_AUTHORIZATION = defineWork({
  kind: "payments.settle-authorization",
  version: 1,
  payload: z.object({ provider: z.string(), reference: z.string() }),
  maxAttempts: 6,
  backoffSeconds: 5,
})

/** The money of an order is taken. Key: the payment's id. */
export const CAPTURE_PAYMENT = defineWork({
  kind: "payments.capture-payment",
  version: 1,
  payload: z.object({ payment_id: z.string() }),
  maxAttempts: 10,
  backoffSeconds: 5,
})

/**
 * What was refunded is made the same at the gateway, in Medusa's refunds and in the order's transactions. Key: the
 * payment's id and what made it due.
 */
export const SETTLE_REFUNDS = defineWork({
  kind: "payments.settle-refunds",
  version: 1,
  payload: z.object({ payment_id: z.string() }),
  maxAttempts: 10,
  backoffSeconds: 3,
})

/**
 * An order's total is lowered by a refund that was booked without core's credit line. Key: the refund's id, with the
 * time behind it while a change of the order is open.
 */
export const LOWER_TOTAL = defineWork({
  kind: "payments.lower-total",
  version: 1,
  payload: z.object({ order_id: z.string(), refund_id: z.string() }),
  maxAttempts: 10,
  backoffSeconds: 3,
})
