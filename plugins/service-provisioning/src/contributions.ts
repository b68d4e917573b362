import { auditedResources } from "@atrium/audit/extension-points"
import { readFacts } from "@atrium/audit/use-cases"
import { buyerNames } from "@atrium/documents/extension-points"
import { provenAddressWork } from "@atrium/identity/extension-points"
import { mailCategories, mailTemplates } from "@atrium/notifications/extension-points"
import {
  boughtUnits,
  completionValidators,
  workAfterCancellation,
  workAfterCapture,
  workAfterDelay,
  workAfterFailure,
  workAfterRefund,
  workAfterReturn,
} from "@atrium/payments/extension-points"
import { computedTracking, timelineLabels, trackedStatuses } from "@atrium/reference-tracking/extension-points"
import {
  type BackgroundFailure,
  earlyAnswerers,
  encryptedTables,
  keptFor,
  keptTables,
  personalData,
  recentFailures,
  retentionRules,
} from "@atrium/server"
import { reportRows } from "@atrium/work-queue/extension-points"

import { answerEarly } from "./api/store/services/early-answer"
import { ORDER_PROGRESS_WORDS } from "./contracts/order-progress"
import { SERVICE_REQUEST_STATUS_WORDS } from "./contracts/statuses"
import { trackedOrder } from "./data/core/order-progress"
import { encryptedDrafts } from "./data/checkout-drafts"
import { encryptedPurchases, encryptedRequests } from "./data/encrypted-tables"
import { draftPersonalData, draftRetention } from "./data/draft-privacy"
import { provisioningPersonalData } from "./data/personal-data"
import { claimRetention, idempotencyRetention, importRetention, purchaseRetention } from "./data/retention"
import { TIMELINE_LABELS } from "./domain/present-request"
import { claimGuestOrdersWork } from "./domain/purchase-claim"
import { CHECKOUT_REMINDERS, PAYMENT_REMINDERS, REQUEST_UPDATES } from "./domain/mail-categories"
import { INTAKE_TASK, ORDINARY_TASK } from "./domain/task-kind"
import {
  followRefundsWork,
  noteDelayWork,
  orderProgressWork,
  paymentFailedWork,
  paymentReturnedWork,
  provisionPaymentWork,
} from "./domain/work-kinds"
import { taskKinds } from "./extension-points"
import {
  checkoutReminderTemplate,
  onboardingTemplate,
  orderConfirmationTemplate,
  orderShippedTemplate,
  paymentFailedTemplate,
  paymentReturnedTemplate,
  purchaseClaimTemplate,
  refundMadeTemplate,
  resumeLinkTemplate,
  statusChangeTemplate,
} from "./mail"
import { boughtUnitsOf } from "./use-cases/bought-units"
import { nameOfBuyer } from "./use-cases/read-buyer"
import { validateLines } from "./use-cases/validate-cart-lines"

const OWNER = "service-provisioning"

boughtUnits.add(OWNER, { name: "service-requests", unitsOf: boughtUnitsOf })

/** Requests by staff under these paths, reads included, are audited. */
auditedResources.addAll(OWNER, [
  {
    path: "/admin/service-requests",
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
  { path: "/admin/order-progress", noun: "order", label: "an order", personal: true },
  {
    path: "/admin/service-templates",
    noun: "service_template",
    label: "a service template",
    read: readFacts("service_template", ["product_id", "current_version_id"]),
  },
  {
    path: "/admin/service-imports",
    noun: "service_import",
    label: "an import of services",
    read: readFacts("service_import", ["file_name", "status", "skip_wrong"]),
  },
])

const failureRow = (name: string, label: string, failure: BackgroundFailure) => ({
  name: `${OWNER}.${name}`,
  label,
  read: () => {
    const value = recentFailures(failure)
    return Promise.resolve({ value, needs_attention: value > 0 })
  },
})
reportRows.addAll(OWNER, [
  failureRow("storefront-not-notified", "Storefront not notified of changes, last hour", "storefront_not_notified"),
  failureRow("catalog-not-checked", "Catalog checks that failed, last hour", "catalog_not_checked"),
])

buyerNames.add(OWNER, { name: "purchase", nameOf: nameOfBuyer })

earlyAnswerers.add(OWNER, { name: "catalog", answer: answerEarly })

mailCategories.addAll(OWNER, [
  {
    key: REQUEST_UPDATES,
    label: "Progress of your requests",
    description:
      "An email each time the status of a request changes. You can also see it in your account and on the tracking page.",
    audience: "customer",
  },
  {
    key: PAYMENT_REMINDERS,
    label: "Payments that didn't go through",
    description: "A reminder with a link to pay again.",
    audience: "customer",
  },
  {
    key: CHECKOUT_REMINDERS,
    label: "Checkouts you didn't finish",
    description: "One email with a link to continue, if you asked for it at the checkout.",
    audience: "customer",
  },
])
mailTemplates.addAll(OWNER, [
  checkoutReminderTemplate,
  onboardingTemplate,
  orderConfirmationTemplate,
  orderShippedTemplate,
  paymentFailedTemplate,
  paymentReturnedTemplate,
  purchaseClaimTemplate,
  refundMadeTemplate,
  resumeLinkTemplate,
  statusChangeTemplate,
])
taskKinds.add(OWNER, { key: ORDINARY_TASK, label: "Task", doneBy: ["staff", "customer", "provider"] }, { order: 1 })
// Customers complete it by answering, which needs every required answer.
taskKinds.add(OWNER, { key: INTAKE_TASK, label: "Questions", doneBy: ["staff", "provider"], offered: false })
completionValidators.add(OWNER, { name: "cart-lines", validate: validateLines })
workAfterCapture.add(OWNER, { name: "provision", work: (payment) => [provisionPaymentWork(payment)] })
workAfterRefund.add(OWNER, {
  name: "follow-refunds",
  work: ({ refund_id, order_id }) => [followRefundsWork(order_id, refund_id)],
})
workAfterCancellation.add(OWNER, {
  name: "follow-cancellation",
  work: ({ order_id }) => [
    followRefundsWork(order_id, `canceled:${order_id}`),
    orderProgressWork(order_id, `canceled:${order_id}`),
  ],
})
provenAddressWork.add(OWNER, { name: "claim-guest-orders", work: (address) => [claimGuestOrdersWork(address)] })
workAfterReturn.add(OWNER, { name: "notify-customer", work: (returned) => [paymentReturnedWork(returned)] })
workAfterFailure.add(OWNER, { name: "notify-customer", work: (failed) => [paymentFailedWork(failed)] })
workAfterDelay.add(OWNER, { name: "note-delay", work: (delayed) => [noteDelayWork(delayed)] })
trackedStatuses.addAll(
  OWNER,
  Object.entries(SERVICE_REQUEST_STATUS_WORDS).map(([status, en]) => ({ kind: "SR", status, words: { en } }))
)
computedTracking.add(OWNER, trackedOrder)
trackedStatuses.addAll(
  OWNER,
  Object.entries(ORDER_PROGRESS_WORDS).map(([status, words]) => ({
    kind: "OR",
    status,
    words: { en: { ...words, expected_working_days: null } },
  }))
)
timelineLabels.add(OWNER, { kind: "OR", type: "shipped", words: { en: "Goods were sent" } })
timelineLabels.addAll(
  OWNER,
  Object.entries(TIMELINE_LABELS).map(([type, en]) => ({ kind: "SR", type, words: { en } }))
)
retentionRules.add(OWNER, purchaseRetention)
retentionRules.add(OWNER, idempotencyRetention)
retentionRules.add(OWNER, claimRetention)
retentionRules.add(OWNER, draftRetention)
personalData.addAll(OWNER, [...provisioningPersonalData, draftPersonalData])
encryptedTables.addAll(OWNER, [encryptedDrafts, encryptedPurchases, encryptedRequests])
retentionRules.add(OWNER, importRetention)
keptTables.addAll(
  OWNER,
  keptFor("the services that were bought: kept with their order", [
    "service_request",
    "service_request_note",
    "service_request_status_history",
    "service_request_task",
  ])
)
