import { clock } from "@atrium/kernel"
import { defineWork, workOf, type WorkToEnqueue } from "@atrium/work-queue/contracts"
import { z } from "zod"

/** Schedules work for each unit of a paid order. Key: the payment's id, or `order:<id>` when nothing has to be paid. */
export const PROVISION_PAYMENT = defineWork({
  kind: "service-provisioning.provision-payment",
  version: 1,
  payload: z.strictObject({ order_id: z.string(), payment_id: z.string().nullable() }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

/** Makes the service request of one unit of one line. Key: `<order line item id>:<unit>`. */
export const PROVISION_UNIT = defineWork({
  kind: "service-provisioning.provision-unit",
  version: 2,
  payload: z.strictObject({
    order_id: z.string(),
    payment_id: z.string().nullable(),
    order_line_item_id: z.string(),
    unit: z.number().int().min(1),
    template_version_id: z.string(),
    /** What this unit cost, in major units as decimal text. */
    amount: z.string(),
    /** Place in the purchase's items, which have the answers. They are not copied here: they are encrypted there. */
    item: z.number().int().min(0).nullable().default(null),
    /** Version 1 had the answers. */
    intake: z.record(z.string(), z.unknown()).optional(),
    paid_at: z.iso.datetime(),
  }),
  maxAttempts: 12,
  backoffSeconds: 2,
})
export type UnitToProvision = z.infer<typeof PROVISION_UNIT.payload>

/** Reports the purchase to analytics, once per order. Key: the order's id. */
export const TRACK_PURCHASE = defineWork({
  kind: "service-provisioning.track-purchase",
  version: 1,
  payload: z.strictObject({
    order_id: z.string(),
    amount: z.number(),
    currency_code: z.string(),
    units: z.number().int(),
  }),
  maxAttempts: 6,
  backoffSeconds: 10,
})

/**
 * An order was refunded, changed or canceled: updates its service requests. Key: the
 * refund's id, `change:<id>`, `canceled:<order id>`, or `order:<order id>` for the reconciler.
 */
export const FOLLOW_REFUNDS = defineWork({
  kind: "service-provisioning.follow-refunds",
  version: 1,
  payload: z.strictObject({ order_id: z.string() }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

/** Long enough for a shopper who is still on the page to try another card, in minutes. */
const FAILED_PAYMENT_WAIT_MINUTES = 5

/**
 * Emails the shopper about a failed payment, unless the purchase is paid in the meantime. Key: the payment session's id, with
 * `:<attempt>` where a bank declined it days later.
 */
export const NOTIFY_PAYMENT_FAILED = defineWork({
  kind: "service-provisioning.notify-payment-failed",
  version: 1,
  payload: z.strictObject({ session_id: z.string(), attempt: z.string().optional() }),
  maxAttempts: 10,
  backoffSeconds: 60,
})

/** Notes that a bank has days to decide about the payment of a purchase. Key: the payment session's id and the attempt. */
export const NOTE_DELAY = defineWork({
  kind: "service-provisioning.note-delay",
  version: 1,
  payload: z.strictObject({ session_id: z.string() }),
  maxAttempts: 10,
  backoffSeconds: 10,
})

/** Emails the shopper that a payment was returned to them, and why. Key: the payment session's id. */
export const NOTIFY_PAYMENT_RETURNED = defineWork({
  kind: "service-provisioning.notify-payment-returned",
  version: 1,
  payload: z.strictObject({ session_id: z.string(), reason: z.enum(["already_paid", "set_aside", "refused"]) }),
  maxAttempts: 10,
  backoffSeconds: 60,
})

/** Long enough for the confirmation to be read and for a customer to do their tasks at once, in minutes. */
const ONBOARDING_WAIT_MINUTES = 120

/** Emails the buyer what happens next, once per order. Key: the order's id. */
export const SEND_ONBOARDING = defineWork({
  kind: "service-provisioning.send-onboarding",
  version: 1,
  payload: z.strictObject({ order_id: z.string() }),
  maxAttempts: 6,
  backoffSeconds: 60,
})

/** Emails the buyer that goods were shipped. Key: the fulfillment's id. */
export const SEND_ORDER_SHIPPED = defineWork({
  kind: "service-provisioning.send-order-shipped",
  version: 1,
  payload: z.strictObject({ fulfillment_id: z.string() }),
  maxAttempts: 6,
  backoffSeconds: 10,
})

/**
 * Computes how far an order is. Key: what changed (a move of a request, a shipment, a change of the order), or
 * `order:<id>` for the reconciler.
 */
export const UPDATE_ORDER_PROGRESS = defineWork({
  kind: "service-provisioning.update-order-progress",
  version: 1,
  payload: z.strictObject({ order_id: z.string() }),
  maxAttempts: 12,
  backoffSeconds: 2,
})

export const orderProgressWork = (orderId: string, key: string): WorkToEnqueue =>
  workOf(UPDATE_ORDER_PROGRESS, { key, payload: { order_id: orderId } })

export const onboardingWork = (orderId: string): WorkToEnqueue =>
  workOf(SEND_ONBOARDING, {
    key: orderId,
    payload: { order_id: orderId },
    runAt: new Date(clock.now().getTime() + ONBOARDING_WAIT_MINUTES * 60_000),
  })

export const orderShippedWork = (fulfillmentId: string): WorkToEnqueue =>
  workOf(SEND_ORDER_SHIPPED, { key: fulfillmentId, payload: { fulfillment_id: fulfillmentId } })

export const paymentFailedWork = (failed: { session_id: string; attempt?: string }): WorkToEnqueue =>
  failed.attempt
    ? workOf(NOTIFY_PAYMENT_FAILED, { key: `${failed.session_id}:${failed.attempt}`, payload: failed })
    : workOf(NOTIFY_PAYMENT_FAILED, {
        key: failed.session_id,
        payload: failed,
        runAt: new Date(clock.now().getTime() + FAILED_PAYMENT_WAIT_MINUTES * 60_000),
      })

export const noteDelayWork = ({ session_id, attempt }: { session_id: string; attempt: string }): WorkToEnqueue =>
  workOf(NOTE_DELAY, { key: `${session_id}:${attempt}`, payload: { session_id } })

export const paymentReturnedWork = (returned: {
  session_id: string
  reason: "already_paid" | "set_aside" | "refused"
}): WorkToEnqueue => workOf(NOTIFY_PAYMENT_RETURNED, { key: returned.session_id, payload: returned })

export const followRefundsWork = (orderId: string, key: string): WorkToEnqueue =>
  workOf(FOLLOW_REFUNDS, { key, payload: { order_id: orderId } })

export const provisionPaymentWork = (payment: { order_id: string; payment_id: string | null }): WorkToEnqueue =>
  workOf(PROVISION_PAYMENT, {
    key: payment.payment_id ?? `order:${payment.order_id}`,
    payload: { order_id: payment.order_id, payment_id: payment.payment_id },
  })

/** An order was edited, returned, claimed, exchanged or corrected. Key: the change's id. */
export const changedOrderWork = (orderId: string, changeId: string): WorkToEnqueue[] => [
  followRefundsWork(orderId, `change:${changeId}`),
  workOf(PROVISION_PAYMENT, { key: `change:${changeId}`, payload: { order_id: orderId, payment_id: null } }),
  orderProgressWork(orderId, `change:${changeId}`),
]

const unitKey = (lineId: string, unit: number): string => `${lineId}:${unit}`

export const provisionUnitWork = (unit: UnitToProvision): WorkToEnqueue =>
  workOf(PROVISION_UNIT, { key: unitKey(unit.order_line_item_id, unit.unit), payload: unit })
