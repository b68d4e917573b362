import type { MailToRequest } from "@atrium/notifications/contracts"
import { mailOf } from "@atrium/notifications/workflows"

import type { ServiceRequestStatus } from "../contracts/statuses"
import { SERVICE_REQUEST_STATUS_WORDS } from "../contracts/statuses"
import type { ServiceRequestRow } from "../data/service-requests"
import { trackingUrl } from "./order-confirmation-request"
import { statusChangeTemplate } from "./status-change"

type Told = Pick<
  ServiceRequestRow,
  "id" | "reference_number" | "service_title" | "tier_title" | "customer_name" | "customer_email"
>

/** The mail about one move: the history row's id makes it one mail per move, also when it is asked for again. */
export const statusChangeMail = (request: Told, to: ServiceRequestStatus, historyId: string): MailToRequest => {
  const words = SERVICE_REQUEST_STATUS_WORDS[to]
  return mailOf(statusChangeTemplate, {
    event: `service-request:${request.id}:${historyId}`,
    to: request.customer_email,
    props: {
      customer_name: request.customer_name,
      reference_number: request.reference_number,
      service: request.service_title,
      tier: request.tier_title,
      status_label: words.label,
      status_description: words.description,
      next_step: words.next_step,
      tracking_url: trackingUrl(),
    },
  })
}
