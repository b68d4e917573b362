import { registerKept, registerRetention } from "@atrium/server"
import { idempotencyRetention, purchaseRetention } from "../data/retention"
import {
  registerCanceledOrderWork,
  registerCapturedPaymentWork,
  registerFailedPaymentWork,
  registerRefundedOrderWork,
} from "@atrium/payments/workflows"
import { registerTimelineLabels, registerTrackedStatuses } from "@atrium/reference-tracking/workflows"

import { SERVICE_REQUEST_STATUS_WORDS } from "../contracts/statuses"
import { TIMELINE_LABELS } from "../domain/present-request"
import "../mail/order-confirmation"
import "../mail/payment-failed"
import "../mail/refund-made"
import "../mail/status-change"
import "../use-cases/validate-cart-lines"
import "../use-cases/work-follow-refunds"
import { followRefundsOf, notifyPaymentFailed, provisionPayment } from "../domain/work-kinds"
import "../use-cases/notify-payment-failed"
import "../use-cases/provision-payment"
import "./steps/provision-service-request"
import "../use-cases/work-track-purchase"

// What the floors below need to know of this plugin; runs once, when Medusa imports the workflows.
registerCapturedPaymentWork("service-provisioning", (payment) => [provisionPayment(payment)])
registerRefundedOrderWork("service-provisioning", ({ refund_id, order_id }) => [followRefundsOf(order_id, refund_id)])
registerCanceledOrderWork("service-provisioning", ({ order_id }) => [followRefundsOf(order_id, `canceled:${order_id}`)])
registerFailedPaymentWork("service-provisioning", ({ session_id }) => [notifyPaymentFailed(session_id)])
registerTrackedStatuses("SR", SERVICE_REQUEST_STATUS_WORDS)
registerTimelineLabels("SR", TIMELINE_LABELS)

registerRetention("service_purchase", purchaseRetention)
registerRetention("idempotency_key", idempotencyRetention)
registerKept(
  Object.fromEntries(
    ["service_request", "service_request_note", "service_request_status_history", "service_request_task"].map(
      (table) => [table, "the work that was bought: kept with its order"]
    )
  )
)
