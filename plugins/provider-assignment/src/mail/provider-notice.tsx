import { formatMoney } from "@atrium/kernel"
import {
  Button,
  Details,
  Heading,
  Layout,
  Paragraph,
  Reference,
  registerMailTemplate,
  Small,
} from "@atrium/notifications/workflows"
import { z } from "zod"

import { dayInWords } from "../domain/day-in-words"

export const ProviderNoticeProps = z.strictObject({
  provider_name: z.string(),
  time_zone: z.string(),
  reference_number: z.string(),
  service: z.string(),
  tier: z.string(),
  customer: z.strictObject({ name: z.string(), email: z.string(), phone: z.string() }),
  requirements: z.string(),
  /** Questions of the service with what the customer said. */
  answers: z.array(z.strictObject({ label: z.string(), answer: z.string() })),
  payment: z.strictObject({ amount: z.number(), currency_code: z.string(), paid_at: z.iso.datetime().nullable() }),
  due_at: z.iso.datetime().nullable(),
  /** The request's page in the provider's portal. */
  portal_url: z.url(),
})
export type ProviderNoticeProps = z.infer<typeof ProviderNoticeProps>

/** "₹4,999, received on 21 November 2026": that the work is paid for, as the provider should know before it begins. */
const paymentLine = ({ payment, time_zone, locale }: ProviderNoticeProps & { locale: string }): string => {
  const on = payment.paid_at === null ? "" : ` on ${dayInWords(payment.paid_at, time_zone, locale)}`
  if (payment.amount === 0) return `Confirmed${on}: nothing to pay`
  return `Confirmed: ${formatMoney(payment.amount, payment.currency_code, locale)} received${on}`
}

const ProviderNotice = (props: ProviderNoticeProps & { locale: string }) => (
  <Layout
    locale={props.locale}
    preview={`${props.service} for ${props.customer.name}`}
    reason="You get this mail because this request was assigned to you."
  >
    <Heading>A request is yours</Heading>
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
          value: props.due_at === null ? "No date set" : dayInWords(props.due_at, props.time_zone, props.locale),
        },
      ]}
    />
    {props.answers.length ? (
      <>
        <Heading level={2}>What the customer answered</Heading>
        <Details items={props.answers.map(({ label, answer }) => ({ label, value: answer }))} />
      </>
    ) : null}
    <Small>These details are for this work only. Do not pass them on.</Small>
  </Layout>
)

export const providerNoticeTemplate = registerMailTemplate<ProviderNoticeProps>({
  name: "provider-assignment.provider-notice",
  props: ProviderNoticeProps,
  subject: (props) => `New request ${props.reference_number}: ${props.service}`,
  Body: ProviderNotice,
})
