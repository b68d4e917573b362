import type { MailToRequest } from "@atrium/notifications/contracts"
import {
  Button,
  Details,
  Heading,
  Layout,
  mailOf,
  Paragraph,
  Reference,
  defineMailTemplate,
} from "@atrium/notifications/mail"
import { z } from "zod"

import { SERVICE_REQUEST_STATUS_WORDS, type ServiceRequestStatus } from "../contracts/statuses"
import type { ServiceRequestRow } from "../data/service-requests"
import { REQUEST_UPDATES } from "../domain/mail-categories"
import { trackingUrl } from "./order-confirmation"

export const StatusChangeProps = z.strictObject({
  customer_name: z.string(),
  reference_number: z.string(),
  service: z.string(),
  tier: z.string(),
  status_label: z.string(),
  status_description: z.string(),
  next_step: z.string(),
  tracking_url: z.url(),
})
export type StatusChangeProps = z.infer<typeof StatusChangeProps>

const StatusChange = (props: StatusChangeProps & { locale: string }) => (
  <Layout
    locale={props.locale}
    preview={`${props.status_label}: ${props.next_step}`}
    reason={`You're receiving this email because you bought ${props.service}.`}
  >
    <Heading>{props.status_label}</Heading>
    <Paragraph>
      Hello {props.customer_name}, your request for {props.service} ({props.tier}) has been updated.{" "}
      {props.status_description}
    </Paragraph>
    <Reference number={props.reference_number} href={`${props.tracking_url}/${props.reference_number}`} />
    <Details items={[{ label: "What happens next", value: props.next_step }]} />
    <Button href={`${props.tracking_url}/${props.reference_number}`}>Track your request</Button>
  </Layout>
)

export const statusChangeTemplate = defineMailTemplate<StatusChangeProps>({
  name: "service-provisioning.status-change",
  example: {
    customer_name: "Ravi Menon",
    reference_number: "SR-2026-0042-7KQ",
    service: "Company registration",
    tier: "Standard",
    status_label: "In progress",
    status_description: "Your specialist is working on your request.",
    next_step: "We finish the remaining steps and notify you when the work is done.",
    tracking_url: "https://shop.example/track",
  },
  props: StatusChangeProps,
  category: REQUEST_UPDATES,
  subject: (props) => `${props.reference_number}: ${props.status_label}`,
  Body: StatusChange,
})

type MailedRequest = Pick<
  ServiceRequestRow,
  "id" | "reference_number" | "service_title" | "tier_title" | "customer_name" | "customer_email"
>

/** The email about one move: the history row's id makes it one email per move, also when it is requested again. */
export const statusChangeMail = (
  request: MailedRequest,
  to: ServiceRequestStatus,
  historyId: string
): MailToRequest => {
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
