import { defineWork, workOf, type WorkToEnqueue } from "@atrium/work-queue/contracts"
import { z } from "zod"

/**
 * Brings an order's commissions to what is owed. Key: what scheduled it (payment, refund, cancellation, dispute, change),
 * `repair:<order>` for the reconciler. The order's rows decide what is owed; the payload only names the order.
 */
export const SETTLE_ORDER = defineWork({
  kind: "affiliate-commissions.settle-order",
  version: 1,
  payload: z.strictObject({
    order_id: z.string(),
    /** The gateway's id of a dispute that was opened or decided. */
    dispute_reference: z.string().optional(),
  }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

/** The holding period of an order's commissions has ended. Key: the order's id. */
export const MATURE_ORDER = defineWork({
  kind: "affiliate-commissions.mature-order",
  version: 1,
  payload: z.strictObject({ order_id: z.string() }),
  maxAttempts: 12,
  backoffSeconds: 10,
})

export const settleOrderWork = (key: string, orderId: string, disputeReference?: string): WorkToEnqueue =>
  workOf(SETTLE_ORDER, {
    key,
    payload: { order_id: orderId, ...(disputeReference ? { dispute_reference: disputeReference } : {}) },
  })

export const matureOrderWork = (orderId: string, maturesAt: Date): WorkToEnqueue =>
  workOf(MATURE_ORDER, { key: orderId, payload: { order_id: orderId }, runAt: maturesAt })
