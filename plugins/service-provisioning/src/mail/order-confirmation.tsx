import { formatMoney } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import {
  Button,
  Details,
  Heading,
  Layout,
  LineItem,
  mailOf,
  Paragraph,
  Reference,
  defineMailTemplate,
  Small,
  Steps,
} from "@atrium/notifications/mail"
import { env } from "@atrium/server"
import { z } from "zod"

import { SERVICE_REQUEST_STATUS_WORDS } from "../contracts/statuses"
import type { ProvisionedRow } from "../data/provisioned-units"
import type { Buyer } from "../domain/request-facts"
import { sumAmounts } from "../domain/units-bought"

export const OrderConfirmationProps = z.strictObject({
  customer_name: z.string(),
  order_number: z.string(),
  lines: z.array(
    z.strictObject({
      service: z.string(),
      tier: z.string(),
      quantity: z.number().int().min(1),
      amount: z.number(),
      references: z.array(z.string()).min(1),
    })
  ),
  // Emails that an earlier release requested have neither.
  goods: z
    .array(z.strictObject({ title: z.string(), quantity: z.number().int().min(1), amount: z.number() }))
    .default([]),
  shipping: z.number().min(0).default(0),
  amount: z.number(),
  currency_code: z.string(),
  estimated_contact_hours: z.number().int().min(1),
  next_steps: z.array(z.string()).min(1),
  /** Tracking page; append `/<reference number>`. */
  tracking_url: z.url(),
  /** Where a guest creates an account; null for a customer's order, and in emails that an earlier release requested. */
  register_url: z.url().nullable().default(null),
})
export type OrderConfirmationProps = z.output<typeof OrderConfirmationProps>

const contactTime = (hours: number): string => (hours === 1 ? "one working hour" : `${hours} working hours`)

const References = ({ references, trackingUrl }: { references: readonly string[]; trackingUrl: string }) => (
  <>
    <Heading level={2}>{references.length > 1 ? "Your reference numbers" : "Your reference number"}</Heading>
    {references.map((reference) => (
      <Reference key={reference} number={reference} href={`${trackingUrl}/${reference}`} />
    ))}
    <Small>
      {references.length > 1
        ? "Keep these numbers. You can use them to track the work at any time, without an account."
        : "Keep this number. You can use it to track the work at any time, without an account."}
    </Small>
    {references.length > 1 ? null : <Button href={`${trackingUrl}/${references[0]}`}>Track your request</Button>}
  </>
)

const OrderConfirmation = (props: OrderConfirmationProps & { locale: string }) => {
  const { lines, goods, shipping, currency_code, locale, tracking_url } = props
  const references = lines.flatMap((line) => line.references)
  const hasServices = references.length > 0
  const money = (amount: number) => formatMoney(amount, currency_code, locale)
  return (
    <Layout
      locale={locale}
      preview={
        hasServices
          ? `Your reference ${references.length > 1 ? "numbers" : "number"}: ${references.join(", ")}`
          : `We have received your order ${props.order_number}`
      }
      reason={`You're receiving this email because you placed order ${props.order_number}.`}
    >
      <Heading>Thank you, we have received your payment</Heading>
      <Paragraph>
        Hello {props.customer_name}, we have received your order {props.order_number}.
        {hasServices
          ? ` A specialist will contact you within ${contactTime(props.estimated_contact_hours)}.`
          : " Your order is summarized below."}
      </Paragraph>
      {hasServices ? <References references={references} trackingUrl={tracking_url} /> : null}
      <Heading level={2}>What you bought</Heading>
      {lines.map((line) => (
        <LineItem
          key={line.references.join()}
          title={`${line.service} – ${line.tier}`}
          detail={`Quantity ${line.quantity}`}
          amount={money(line.amount)}
        />
      ))}
      {goods.map((line, index) => (
        <LineItem key={index} title={line.title} detail={`Quantity ${line.quantity}`} amount={money(line.amount)} />
      ))}
      {shipping > 0 ? <LineItem title="Shipping and fees" detail="" amount={money(shipping)} /> : null}
      <Details
        items={[
          { label: "Amount paid", value: money(props.amount) },
          ...(hasServices
            ? [{ label: "Estimated contact time", value: `Within ${contactTime(props.estimated_contact_hours)}` }]
            : []),
        ]}
      />
      {hasServices ? (
        <>
          <Heading level={2}>What happens next</Heading>
          <Steps items={props.next_steps} />
        </>
      ) : null}
      {props.register_url ? (
        <>
          <Heading level={2}>Keep everything in one place</Heading>
          <Paragraph>
            Create an account with this email address, and you'll find this order there, with everything else you bought
            with it.
          </Paragraph>
          <Button href={props.register_url}>Create an account</Button>
        </>
      ) : null}
    </Layout>
  )
}

export const orderConfirmationTemplate = defineMailTemplate<OrderConfirmationProps>({
  name: "service-provisioning.order-confirmation",
  example: {
    customer_name: "Ravi Menon",
    order_number: "OR-7Q2K-9MXB-4TZ",
    lines: [
      {
        service: "Company registration",
        tier: "Standard",
        quantity: 2,
        amount: 9998,
        references: ["SR-2026-0042-7KQ", "SR-2026-0043-M2D"],
      },
    ],
    goods: [{ title: "Company folder", quantity: 1, amount: 450 }],
    shipping: 80,
    amount: 10528,
    currency_code: "inr",
    estimated_contact_hours: 4,
    next_steps: [
      "A specialist will contact you to go through what you need.",
      "Your specialist reviews what you sent us and starts the work.",
      "We finish the remaining steps and notify you when the work is done.",
    ],
    tracking_url: "https://shop.example/track",
    register_url: "https://shop.example/register",
  },
  props: OrderConfirmationProps,
  subject: (props) => `Your order ${props.order_number} is confirmed`,
  Body: OrderConfirmation,
})

type Confirmed = {
  /** Key that makes it one email, however often it is requested. */
  readonly event: string
  readonly reference: string
  readonly buyer: Pick<Buyer, "name" | "email">
  /** Whether the order belongs to no account. */
  readonly guest: boolean
  readonly requests: readonly ProvisionedRow[]
  /** Lines that are not services; amounts are decimal text in major units. */
  readonly goods: readonly { readonly title: string; readonly quantity: number; readonly amount: string }[]
  /** What was paid for the whole order, decimal text in major units. */
  readonly amount: string
  readonly currencyCode: string
}

/** What was paid beyond the lines (shipping); amounts that are only rounding differences get no line of their own. */
const shippingOf = (paid: number, lines: readonly { readonly amount: number }[]): number => {
  const rest = paid - lines.reduce((sum, line) => sum + line.amount, 0)
  return rest >= 0.01 ? Math.round(rest * 100) / 100 : 0
}

/** The public tracking page; append `/<reference number>`. */
export const trackingUrl = (): string => `${env().ATRIUM_STOREFRONT_URL}/track`

const linesOf = (requests: readonly ProvisionedRow[]): OrderConfirmationProps["lines"] => {
  const lines = new Map<string, ProvisionedRow[]>()
  for (const request of requests)
    lines.set(request.order_line_item_id, [...(lines.get(request.order_line_item_id) ?? []), request])
  return [...lines.values()].flatMap((units) => {
    const [first] = units
    if (!first) return []
    return {
      service: first.service_title,
      tier: first.tier_title,
      quantity: units.length,
      amount: Number(
        sumAmounts(
          units.map((unit) => unit.payment_amount),
          first.currency_code
        )
      ),
      references: units.map((unit) => unit.reference_number),
    }
  })
}

/** The confirmation of an order, with the reference number of every unit it holds. */
export const orderConfirmationMail = (confirmed: Confirmed): MailToRequest => {
  const { event, reference, buyer, requests, amount, currencyCode } = confirmed
  const hours = Math.max(1, ...requests.map((request) => request.estimated_contact_hours))
  const lines = linesOf(requests)
  const goods = confirmed.goods.map((line) => ({ ...line, amount: Number(line.amount) }))
  return mailOf(orderConfirmationTemplate, {
    event,
    to: buyer.email,
    props: {
      customer_name: buyer.name,
      order_number: reference,
      lines,
      goods,
      shipping: shippingOf(Number(amount), [...lines, ...goods]),
      amount: Number(amount),
      currency_code: currencyCode,
      estimated_contact_hours: hours,
      next_steps: [
        SERVICE_REQUEST_STATUS_WORDS.pending_contact.next_step,
        SERVICE_REQUEST_STATUS_WORDS.team_assigned.next_step,
        SERVICE_REQUEST_STATUS_WORDS.in_progress.next_step,
      ],
      tracking_url: trackingUrl(),
      register_url: confirmed.guest ? `${env().ATRIUM_STOREFRONT_URL}/register` : null,
    },
  })
}
