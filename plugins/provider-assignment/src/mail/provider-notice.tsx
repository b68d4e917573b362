import { dayInWords, formatMoney } from "@atrium/kernel"
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
  Small,
} from "@atrium/notifications/mail"
import { env } from "@atrium/server"
import type { ServiceRequestRow } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { intakeInWords } from "../domain/intake-answers"
import { NEW_REQUESTS } from "../domain/mail-categories"

export const ProviderNoticeProps = z.strictObject({
  provider_name: z.string(),
  time_zone: z.string(),
  reference_number: z.string(),
  service: z.string(),
  tier: z.string(),
  customer: z.strictObject({ name: z.string(), email: z.string(), phone: z.string() }),
  requirements: z.string(),
  /** The service's questions with the customer's answers. */
  answers: z.array(z.strictObject({ label: z.string(), answer: z.string() })),
  payment: z.strictObject({ amount: z.number(), currency_code: z.string(), paid_at: z.iso.datetime().nullable() }),
  due_at: z.iso.datetime().nullable(),
  /** The request's page in the provider's portal. */
  portal_url: z.url(),
})
export type ProviderNoticeProps = z.infer<typeof ProviderNoticeProps>

/** "₹4,999 received on 21 November 2026": shows the provider that the work is paid for. */
const paymentLine = ({ payment, time_zone, locale }: ProviderNoticeProps & { locale: string }): string => {
  const on = payment.paid_at === null ? "" : ` on ${dayInWords(new Date(payment.paid_at), time_zone, locale)}`
  if (payment.amount === 0) return `Confirmed${on}: nothing to pay`
  return `Confirmed: ${formatMoney(payment.amount, payment.currency_code, locale)} received${on}`
}

const ProviderNotice = (props: ProviderNoticeProps & { locale: string }) => (
  <Layout
    locale={props.locale}
    preview={`${props.service} for ${props.customer.name}`}
    reason="You're receiving this email because this request was assigned to you."
  >
    <Heading>New request assigned to you</Heading>
    <Paragraph>
      Hello {props.provider_name}, please contact {props.customer.name} about {props.service} ({props.tier}).
    </Paragraph>
    <Reference number={props.reference_number} href={props.portal_url} />
    <Button href={props.portal_url}>Open the request</Button>
    <Heading level={2}>The customer</Heading>
    <Details
      items={[
        { label: "Name", value: props.customer.name },
        { label: "Email", value: props.customer.email },
        { label: "Phone", value: props.customer.phone || "Not given" },
      ]}
    />
    <Heading level={2}>The work</Heading>
    <Details
      items={[
        { label: "Service", value: `${props.service} – ${props.tier}` },
        { label: "Requirements", value: props.requirements || "None given" },
        { label: "Payment", value: paymentLine(props) },
        {
          label: "Due",
          value:
            props.due_at === null ? "No date set" : dayInWords(new Date(props.due_at), props.time_zone, props.locale),
        },
      ]}
    />
    {props.answers.length ? (
      <>
        <Heading level={2}>What the customer answered</Heading>
        <Details items={props.answers.map(({ label, answer }) => ({ label, value: answer }))} />
      </>
    ) : null}
    <Small>Use these details only for this work. Don't share them.</Small>
  </Layout>
)

export const providerNoticeTemplate = defineMailTemplate<ProviderNoticeProps>({
  name: "provider-assignment.provider-notice",
  example: {
    provider_name: "Lindqvist Legal",
    time_zone: "Asia/Kolkata",
    reference_number: "SR-2026-0042-7KQ",
    service: "Company registration",
    tier: "Standard",
    customer: { name: "Ravi Menon", email: "ravi@example.com", phone: "+919876543210" },
    requirements: "Two founders, registered office in Bengaluru.",
    answers: [{ label: "What will the company do?", answer: "Software for hospitals" }],
    payment: { amount: 4999, currency_code: "inr", paid_at: "2026-11-21T09:30:00.000Z" },
    due_at: "2026-12-04T09:30:00.000Z",
    portal_url: "https://shop.example/provider/requests/sreq_1",
  },
  props: ProviderNoticeProps,
  category: NEW_REQUESTS,
  subject: (props) => `New request ${props.reference_number}: ${props.service}`,
  Body: ProviderNotice,
})

export type ProviderNoticeFacts = {
  readonly assignment_id: string
  /** `time_zone` (IANA) decides which day a date is shown as; without it UTC. */
  readonly provider: { readonly id: string; readonly name: string; readonly email: string; readonly time_zone?: string }
  /** The request as it is after the assignment. */
  readonly request: ServiceRequestRow
}

/** Where providers sign in and work. */
export const portalUrl = (): string => `${env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")}/provider`

/** The email about a request that was assigned to a provider; the assignment's ID makes it one email per assignment. */
export const providerNoticeMail = ({ assignment_id, provider, request }: ProviderNoticeFacts) =>
  mailOf(providerNoticeTemplate, {
    event: `assignment:${assignment_id}`,
    to: provider.email,
    props: {
      provider_name: provider.name,
      time_zone: provider.time_zone ?? "UTC",
      reference_number: request.reference_number,
      service: request.service_title,
      tier: request.tier_title,
      customer: { name: request.customer_name, email: request.customer_email, phone: request.customer_phone },
      requirements: request.requirements,
      answers: intakeInWords(request.intake),
      payment: {
        amount: Number(request.payment_amount),
        currency_code: request.currency_code,
        paid_at: request.paid_at === null ? null : request.paid_at.toISOString(),
      },
      due_at: request.due_at === null ? null : request.due_at.toISOString(),
      portal_url: `${portalUrl()}/requests/${request.id}`,
    },
  })

/**
 * Requests the notice in the transaction that assigns the request: no assignment without it, no notice without one, and
 * one per assignment however often it is called.
 */
export const requestProviderNotice = async (trx: Knex.Transaction, facts: ProviderNoticeFacts): Promise<void> => {
  await requestMail(trx, [providerNoticeMail(facts)])
}
