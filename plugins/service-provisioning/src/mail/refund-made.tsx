import { formatMoney, roundToMinorUnits, toMajorNumber } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import { Button, Details, Heading, Layout, mailOf, Paragraph, defineMailTemplate } from "@atrium/notifications/mail"
import { z } from "zod"

import type { ServiceRequestRow } from "../data/service-requests"
import { trackingUrl } from "./order-confirmation"

export const RefundMadeProps = z.strictObject({
  customer_name: z.string(),
  order_number: z.string(),
  /** Of this refund alone, major units. */
  amount: z.number(),
  currency_code: z.string(),
  services: z.array(z.strictObject({ service: z.string(), tier: z.string(), reference_number: z.string() })).min(1),
  /** Tracking page; append `/<reference number>`. */
  tracking_url: z.url(),
})
export type RefundMadeProps = z.infer<typeof RefundMadeProps>

const RefundMade = (props: RefundMadeProps & { locale: string }) => {
  const amount = formatMoney(props.amount, props.currency_code, props.locale)
  const [first] = props.services
  return (
    <Layout
      locale={props.locale}
      preview={`${amount} of order ${props.order_number}`}
      reason={`You're receiving this email because you placed order ${props.order_number}.`}
    >
      <Heading>We have refunded {amount}</Heading>
      <Paragraph>
        Hello {props.customer_name}, we have refunded {amount} of your order {props.order_number} to the payment method
        you used. Your bank decides how soon you see it; most take five to ten working days.
      </Paragraph>
      <Details
        items={[
          { label: "Refund", value: amount },
          { label: "Order", value: props.order_number },
        ]}
      />
      <Heading level={2}>What the order was for</Heading>
      <Details
        items={props.services.map((one) => ({ label: `${one.service} – ${one.tier}`, value: one.reference_number }))}
      />
      {first ? <Button href={`${props.tracking_url}/${first.reference_number}`}>Check the status</Button> : null}
    </Layout>
  )
}

export const refundMadeTemplate = defineMailTemplate<RefundMadeProps>({
  name: "service-provisioning.refund-made",
  example: {
    customer_name: "Ravi Menon",
    order_number: "OR-7Q2K-9MXB-4TZ",
    amount: 1500,
    currency_code: "inr",
    services: [{ service: "Trademark search", tier: "Basic", reference_number: "SR-2026-0044-Q9T" }],
    tracking_url: "https://shop.example/track",
  },
  props: RefundMadeProps,
  subject: (props) => `Refund for your order ${props.order_number}`,
  Body: RefundMade,
})

type Refunded = {
  readonly reference: string
  readonly currency_code: string
  readonly refunds_made: readonly { readonly id: string; readonly amount: string }[]
}

type MailedRequest = Pick<
  ServiceRequestRow,
  "reference_number" | "service_title" | "tier_title" | "customer_name" | "customer_email"
>

/** One email for each refund an order ever had: the refund's id makes it one, however often they are requested. */
export const refundMadeMails = (order: Refunded, requests: readonly MailedRequest[]): MailToRequest[] => {
  const [buyer] = requests
  if (!buyer) return []
  return order.refunds_made.map((refund) =>
    mailOf(refundMadeTemplate, {
      event: `refund:${refund.id}`,
      to: buyer.customer_email,
      props: {
        customer_name: buyer.customer_name,
        order_number: order.reference,
        // The rest of a payment may be booked finer than the currency; the gateway refunded it rounded once.
        amount: toMajorNumber(roundToMinorUnits(refund.amount, order.currency_code), order.currency_code),
        currency_code: order.currency_code,
        services: requests.map((request) => ({
          service: request.service_title,
          tier: request.tier_title,
          reference_number: request.reference_number,
        })),
        tracking_url: trackingUrl(),
      },
    })
  )
}
