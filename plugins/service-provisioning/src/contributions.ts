import { registerAuditedResources } from "@atrium/audit/extension-points"
import { readFacts } from "@atrium/audit/use-cases"
import {
  completionValidators,
  workAfterCancellation,
  workAfterCapture,
  workAfterFailure,
  workAfterRefund,
} from "@atrium/payments/extension-points"
import { registerTimelineLabels, registerTrackedStatuses } from "@atrium/reference-tracking/workflows"
import { registerKept, registerRetention } from "@atrium/server"

import { SERVICE_REQUEST_STATUS_WORDS } from "./contracts/statuses"
import { idempotencyRetention, purchaseRetention } from "./data/retention"
import { TIMELINE_LABELS } from "./domain/present-request"
import { followRefundsWork, paymentFailedWork, provisionPaymentWork } from "./domain/work-kinds"
import "./mail/order-confirmation"
import "./mail/payment-failed"
import "./mail/refund-made"
import "./mail/status-change"
import { validateLines } from "./use-cases/validate-cart-lines"

/** What staff do and read below these paths is in the audit log. */
registerAuditedResources({
  "/admin/service-requests": {
    noun: "service_request",
    label: "a service request",
    personal: true,
    read: readFacts("service_request", [
      "reference_number",
      "status",
      "provider_id",
      "provider_name",
      "due_at",
      "refunded_amount",
      "tasks.id",
      "tasks.status",
    ]),
  },
  "/admin/service-templates": {
    noun: "service_template",
    label: "a service template",
    read: readFacts("service_template", ["product_id", "current_version_id"]),
  },
})

const OWNER = "service-provisioning"
completionValidators.add(OWNER, { name: "cart-lines", validate: validateLines })
workAfterCapture.add(OWNER, { name: "provision", work: (payment) => [provisionPaymentWork(payment)] })
workAfterRefund.add(OWNER, {
  name: "follow-refunds",
  work: ({ refund_id, order_id }) => [followRefundsWork(order_id, refund_id)],
})
workAfterCancellation.add(OWNER, {
  name: "follow-cancellation",
  work: ({ order_id }) => [followRefundsWork(order_id, `canceled:${order_id}`)],
})
workAfterFailure.add(OWNER, { name: "notify-customer", work: ({ session_id }) => [paymentFailedWork(session_id)] })
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
