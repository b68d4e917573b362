import { recordShopEvent } from "@atrium/analytics/use-cases"
import { WorkFailure, workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  FOLLOW_REFUNDS,
  NOTE_DELAY,
  NOTIFY_PAYMENT_FAILED,
  NOTIFY_PAYMENT_RETURNED,
  PROVISION_PAYMENT,
  PROVISION_UNIT,
  SEND_ONBOARDING,
  SEND_ORDER_SHIPPED,
  TRACK_PURCHASE,
  UPDATE_ORDER_PROGRESS,
} from "./domain/work-kinds"
import { REMIND_OF_CHECKOUT } from "./domain/checkout-draft"
import { CHECK_IMPORT, IMPORT_SECONDS, IMPORT_SERVICES } from "./domain/import-work"
import { CLAIM_GUEST_ORDERS, SEND_CLAIM_LINK } from "./domain/purchase-claim"
import { checkServiceImport } from "./use-cases/check-service-import"
import { claimGuestOrders } from "./use-cases/claim-guest-orders"
import { sendClaimLink } from "./use-cases/claim-purchase"
import { followOrder } from "./use-cases/follow-order"
import { noteDelay } from "./use-cases/note-delay"
import { notifyPaymentFailed } from "./use-cases/notify-payment-failed"
import { notifyPaymentReturned } from "./use-cases/notify-payment-returned"
import { provisionOrder } from "./use-cases/provision-order"
import { remindOfCheckout } from "./use-cases/remind-of-checkouts"
import { runServiceImport } from "./use-cases/run-service-import"
import { sendOnboarding } from "./use-cases/send-onboarding"
import { sendShipped } from "./use-cases/send-shipped"
import { updateOrderProgress } from "./use-cases/update-order-progress"
import { provisionUnit } from "./workflows/provision-service-request"

/** Workflow engines serialize errors to plain objects. */
const isProvisioned = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "provisioned" in error && error.provisioned === true

const handlers = [
  workHandler(PROVISION_PAYMENT, (payment, { container }) => provisionOrder(container, payment)),

  workHandler(PROVISION_UNIT, async (unit, { container, requestId }) => {
    try {
      await provisionUnit(container, { ...unit, request_id: requestId })
    } catch (error) {
      if (!isProvisioned(error)) throw error
    }
  }),

  workHandler(FOLLOW_REFUNDS, async ({ order_id: orderId }, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { settled } = await knex.transaction((trx) => followOrder(trx, orderId))
    // Refunds that core has recorded are applied; the retry applies the rest.
    if (!settled) throw new WorkFailure("The order's transactions do not include a refund yet")
  }),

  workHandler(UPDATE_ORDER_PROGRESS, ({ order_id: orderId }, { container }) => updateOrderProgress(container, orderId)),

  workHandler(NOTE_DELAY, ({ session_id: sessionId }, { container }) => noteDelay(container, sessionId)),

  workHandler(NOTIFY_PAYMENT_FAILED, (failed, { container }) => notifyPaymentFailed(container, failed)),

  workHandler(NOTIFY_PAYMENT_RETURNED, (returned, { container }) => notifyPaymentReturned(container, returned)),

  workHandler(SEND_ONBOARDING, ({ order_id: orderId }, { container }) => sendOnboarding(container, orderId)),

  workHandler(SEND_ORDER_SHIPPED, ({ fulfillment_id: fulfillmentId }, { container }) =>
    sendShipped(container, fulfillmentId)
  ),

  workHandler(REMIND_OF_CHECKOUT, ({ draft_id: draftId }, { container }) => remindOfCheckout(container, draftId)),

  workHandler(CLAIM_GUEST_ORDERS, ({ email }, { container }) => claimGuestOrders(container, email)),

  workHandler(SEND_CLAIM_LINK, (claim, { container }) => sendClaimLink(container, claim)),

  workHandler(CHECK_IMPORT, ({ import_id: id }, { container, signal }) => checkServiceImport(container, id, signal), {
    timeoutSeconds: IMPORT_SECONDS,
  }),

  workHandler(IMPORT_SERVICES, ({ import_id: id, part }, { container }) => runServiceImport(container, { id, part }), {
    timeoutSeconds: IMPORT_SECONDS,
  }),

  // Reported by the server, because a browser that is closed after paying reports nothing.
  workHandler(TRACK_PURCHASE, async (purchase, { container }) => {
    const { order_id: key, ...properties } = purchase
    await recordShopEvent(container, { name: "purchase_completed", key, properties })
  }),
]

for (const handler of handlers) workHandlers.add("service-provisioning", handler)
