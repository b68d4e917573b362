import { registerCapturedPaymentWork } from "@atrium/payments/workflows"
import { registerTimelineLabels, registerTrackedStatuses } from "@atrium/reference-tracking/workflows"

import { SERVICE_REQUEST_STATUS_WORDS } from "../contracts/statuses"
import { TIMELINE_LABELS } from "../domain/present-request"
import "../mail/order-confirmation"
import "../mail/status-change"
import "./completion-validator"
import { provisionPayment } from "./work/kinds"
import "./work/provision-payment"
import "./work/provision-unit"
import "./work/track-purchase"

// What the floors below need to know of this plugin; runs once, when Medusa imports the workflows.
registerCapturedPaymentWork("service-provisioning", (payment) => [provisionPayment(payment)])
registerTrackedStatuses("SR", SERVICE_REQUEST_STATUS_WORDS)
registerTimelineLabels("SR", TIMELINE_LABELS)
