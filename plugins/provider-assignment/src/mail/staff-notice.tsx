import { clock, dayInWords } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import { requestMail } from "@atrium/notifications/tx"
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
import { env } from "@atrium/server"
import type { ServiceRequestRow } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

export const StaffNoticeProps = z.strictObject({
  reference_number: z.string(),
  service: z.string(),
  tier: z.string(),
  customer: z.strictObject({ name: z.string(), email: z.string(), phone: z.string() }),
  requirements: z.string(),
  due_at: z.iso.datetime().nullable(),
  /** Why each provider is not eligible; empty when no provider is active. */
  reasons: z.array(z.strictObject({ provider_name: z.string(), reason: z.string() })),
  /** The request's page in Admin. */
  admin_url: z.url(),
})
export type StaffNoticeProps = z.infer<typeof StaffNoticeProps>

const StaffNotice = (props: StaffNoticeProps & { locale: string }) => (
  <Layout
    locale={props.locale}
    preview={`${props.service} for ${props.customer.name} is unassigned`}
    reason="You're receiving this email because staff notifications are sent to this address."
  >
    <Heading>No eligible provider</Heading>
    <Paragraph>
      {props.service} ({props.tier}) is paid for and unassigned. It is assigned automatically as soon as a provider is
      eligible; you can also assign it yourself.
    </Paragraph>
    <Reference number={props.reference_number} href={props.admin_url} />
    <Button href={props.admin_url}>Open the request</Button>
    <Details
      items={[
        { label: "Customer", value: props.customer.name },
        { label: "Email", value: props.customer.email },
        { label: "Phone", value: props.customer.phone || "Not given" },
        { label: "Requirements", value: props.requirements || "None given" },
        {
          label: "Due",
          value: props.due_at === null ? "No date set" : dayInWords(new Date(props.due_at), "UTC", props.locale),
        },
      ]}
    />
    <Heading level={2}>Why no provider is eligible</Heading>
    {props.reasons.length ? (
      <Details items={props.reasons.map(({ provider_name, reason }) => ({ label: provider_name, value: reason }))} />
    ) : (
      <Paragraph>There is no active provider.</Paragraph>
    )}
  </Layout>
)

export const staffNoticeTemplate = defineMailTemplate<StaffNoticeProps>({
  name: "provider-assignment.staff-notice",
  example: {
    reference_number: "SR-2026-0042-7KQ",
    service: "Company registration",
    tier: "Standard",
    customer: { name: "Ravi Menon", email: "ravi@example.com", phone: "+919876543210" },
    requirements: "Two founders, registered office in Bengaluru.",
    due_at: "2026-12-04T09:30:00.000Z",
    reasons: [{ provider_name: "Lindqvist Legal", reason: "Is away until Tue 1 Dec, 09:00 (Asia/Kolkata)." }],
    admin_url: "https://shop.example/app/service-requests/sreq_1",
  },
  props: StaffNoticeProps,
  subject: (props) => `No eligible provider for ${props.reference_number}: ${props.service}`,
  Body: StaffNotice,
})

export type StaffNoticeFacts = {
  readonly request: ServiceRequestRow
  readonly decision_id: string
  /** Why each provider is not eligible, one sentence each. */
  readonly reasons: readonly { readonly provider_name: string; readonly reason: string }[]
}

// Nobody reads forty reasons in an email; the decision in Admin contains all of them.
const MAX_REASONS = 20

/**
 * Emails to staff about a request without an eligible provider, one per address. A request that is tried repeatedly is
 * reported once a day: the day, not the decision, identifies the email.
 */
export const staffNoticeMails = ({ request, reasons }: StaffNoticeFacts): MailToRequest[] =>
  env().ATRIUM_STAFF_MAIL.map((to) =>
    mailOf(staffNoticeTemplate, {
      event: `service-request-unassigned:${request.id}:${clock.now().toISOString().slice(0, 10)}`,
      to,
      props: {
        reference_number: request.reference_number,
        service: request.service_title,
        tier: request.tier_title,
        customer: { name: request.customer_name, email: request.customer_email, phone: request.customer_phone },
        requirements: request.requirements,
        due_at: request.due_at === null ? null : request.due_at.toISOString(),
        reasons: reasons.slice(0, MAX_REASONS).map(({ provider_name, reason }) => ({ provider_name, reason })),
        admin_url: `${env().ATRIUM_BACKEND_URL.replace(/\/$/, "")}/app/service-requests/${request.id}`,
      },
    })
  )

/** Requests the notice in the transaction that records the decision without an eligible provider. */
export const requestStaffNotice = async (trx: Knex.Transaction, facts: StaffNoticeFacts): Promise<void> => {
  await requestMail(trx, staffNoticeMails(facts))
}
