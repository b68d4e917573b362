import { formatMoney } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import {
  Button,
  Details,
  Heading,
  Layout,
  mailOf,
  Paragraph,
  defineMailTemplate,
  Small,
} from "@atrium/notifications/mail"
import { env } from "@atrium/server"
import { z } from "zod"

import type { PurchaseRow } from "../data/purchases"
import { PAYMENT_REMINDERS } from "../domain/mail-categories"

export const PaymentFailedProps = z.strictObject({
  services: z.array(z.string()),
  amount: z.number(),
  currency_code: z.string(),
  /** The page where the same purchase can be paid. Anyone with the link can pay. */
  resume_url: z.url(),
  /** A direct debit, which the bank declined days after the shopper confirmed it. */
  direct_debit: z.boolean().optional(),
})
export type PaymentFailedProps = z.infer<typeof PaymentFailedProps>

// No name and no text from the shopper: nobody has paid, so the address may belong to someone else.
const PaymentFailed = (props: PaymentFailedProps & { locale: string }) => (
  <Layout
    locale={props.locale}
    preview="You were not charged. Your details are saved."
    reason="You're receiving this email because a payment with this email address did not go through."
  >
    <Heading>Your payment didn't go through</Heading>
    <Paragraph>You were not charged. Your details are saved, so you only need to pay again.</Paragraph>
    <Details
      items={[
        ...props.services.map((service) => ({ label: "Service", value: service })),
        { label: "Total", value: formatMoney(props.amount, props.currency_code, props.locale) },
      ]}
    />
    <Button href={props.resume_url}>Pay again</Button>
    <Small>
      {props.direct_debit
        ? "Your bank didn't pay the direct debit. You can pay again in the next three days, also another way."
        : "If your card is declined again, try another card or contact your bank."}
    </Small>
  </Layout>
)

export const paymentFailedTemplate = defineMailTemplate<PaymentFailedProps>({
  name: "service-provisioning.payment-failed",
  example: {
    services: ["Company registration – Standard"],
    amount: 4999,
    currency_code: "inr",
    resume_url: "https://shop.example/purchase/pur_1",
  },
  props: PaymentFailedProps,
  category: PAYMENT_REMINDERS,
  subject: () => "Your payment didn't go through",
  Body: PaymentFailed,
  secret: true,
})

/** One email for each payment session, or attempt of a direct debit, that failed; null when the purchase lacks what it needs. */
export const paymentFailedMail = (
  { sessionId, attempt }: { readonly sessionId: string; readonly attempt?: string | undefined },
  { id, customer, items, amount, currency_code: currency }: PurchaseRow
): MailToRequest | null => {
  if (!customer?.email || amount === null || currency === null) return null
  return mailOf(paymentFailedTemplate, {
    event: `payment-failed:${attempt ?? sessionId}`,
    to: customer.email,
    props: {
      services: items.flatMap(({ service, tier }) => (service && tier ? [`${service} – ${tier}`] : [])),
      amount: Number(amount),
      currency_code: currency,
      resume_url: `${env().ATRIUM_STOREFRONT_URL}/purchase/${id}`,
      ...(attempt ? { direct_debit: true } : {}),
    },
  })
}
