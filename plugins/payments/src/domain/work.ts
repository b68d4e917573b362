import { defineWork } from "@atrium/work-queue/contracts"
import { z } from "zod"

/** Posts a signed event of the sandbox gateway to the shop. The payload contains the body, which never changes. */
export const DELIVER_SANDBOX_EVENT = defineWork({
  kind: "payments.deliver-sandbox-event",
  version: 1,
  payload: z.object({ event_id: z.string(), body: z.string() }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

/** Processes a stored gateway event. Key: the inbox row's id, with `:retry-<n>` for a manual retry. */
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

/** Settles or releases an authorization without an order. Key: provider and the gateway's reference. */
export const SETTLE_AUTHORIZATION = defineWork({
  kind: "payments.settle-authorization",
  version: 1,
  payload: z.object({ provider: z.string(), reference: z.string() }),
  maxAttempts: 6,
  backoffSeconds: 5,
})

/**
 * Ends a payment that a purchase no longer uses, once its gateway responds again: canceled while it is open, returned if it
 * was paid. Key: the session's id.
 */
export const GIVE_UP_SESSION = defineWork({
  kind: "payments.give-up-session",
  version: 1,
  payload: z.object({ provider: z.string(), reference: z.string(), session_id: z.string() }),
  // Until the next day: a gateway may be down for hours.
  maxAttempts: 15,
  backoffSeconds: 5,
})

/** Captures an order's payment. Key: the payment's id. */
export const CAPTURE_PAYMENT = defineWork({
  kind: "payments.capture-payment",
  version: 1,
  payload: z.object({ payment_id: z.string() }),
  maxAttempts: 10,
  backoffSeconds: 5,
})

/**
 * Reconciles refunds at the gateway, in Medusa's refund rows and in the order's transactions. Key: the payment's id and the
 * cause.
 */
export const SETTLE_REFUNDS = defineWork({
  kind: "payments.settle-refunds",
  version: 1,
  payload: z.object({ payment_id: z.string() }),
  maxAttempts: 10,
  backoffSeconds: 3,
})

/**
 * Lowers an order's total by a refund that was booked without core's credit line. Key: the refund's id, followed by the
 * time while a change of the order is open.
 */
export const LOWER_TOTAL = defineWork({
  kind: "payments.lower-total",
  version: 1,
  payload: z.object({ order_id: z.string(), refund_id: z.string() }),
  maxAttempts: 10,
  backoffSeconds: 3,
})
