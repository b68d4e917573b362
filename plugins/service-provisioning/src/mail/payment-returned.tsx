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

export const PaymentReturnedProps = z.strictObject({
  amount: z.number(),
  currency_code: z.string(),
  /** The payment provider, as shoppers know it. */
  gateway: z.string(),
  /** Whether the purchase was paid another way. */
  paid: z.boolean(),
  /** Whether no order could be made of it, for example because something was sold out when the bank had paid. */
  refused: z.boolean().optional(),
  /** The purchase's page. Anyone with the link can pay there. */
  purchase_url: z.url(),
})
export type PaymentReturnedProps = z.infer<typeof PaymentReturnedProps>

// No name and no text from the shopper: the address may belong to someone else.
const PaymentReturned = (props: PaymentReturnedProps & { locale: string }) => {
  const amount = formatMoney(props.amount, props.currency_code, props.locale)
  return (
    <Layout
      locale={props.locale}
      preview={`${amount} through ${props.gateway}`}
      reason="You're receiving this email because a payment with this email address was returned."
    >
      <Heading>We returned a payment of {amount}</Heading>
      <Paragraph>
        {props.paid
          ? `Your purchase was paid twice: ${props.gateway} confirmed a payment after you had paid another way. We kept one payment and returned the other in full.`
          : props.refused
            ? `Your bank paid some days after you confirmed, and your purchase could no longer be ordered, for example because something in it was sold out. We returned your payment in full.`
            : `${props.gateway} confirmed your payment after you had chosen another way to pay. We returned it in full. Your purchase isn't paid yet.`}
      </Paragraph>
      <Details
        items={[
          { label: "Returned", value: amount },
          { label: "Paid through", value: props.gateway },
        ]}
      />
      <Button href={props.purchase_url}>
        {props.paid || props.refused ? "See your purchase" : "Pay for your purchase"}
      </Button>
      <Small>
        You don't need to do anything to get the money. Most banks take five to ten working days to show it.
      </Small>
    </Layout>
  )
}

export const paymentReturnedTemplate = defineMailTemplate<PaymentReturnedProps>({
  name: "service-provisioning.payment-returned",
  example: {
    amount: 4999,
    currency_code: "inr",
    gateway: "Stripe",
    paid: true,
    purchase_url: "https://shop.example/purchase/pur_1",
  },
  props: PaymentReturnedProps,
  subject: ({ paid }) => (paid ? "We returned your second payment" : "We returned your payment"),
  Body: PaymentReturned,
  secret: true,
})

type Returned = { readonly id: string; readonly amount: number; readonly currency_code: string }

/** One email for each payment session that was returned; null when the purchase has no email address. */
export const paymentReturnedMail = (
  session: Returned,
  gateway: string,
  reason: "already_paid" | "set_aside" | "refused",
  { id, customer }: Pick<PurchaseRow, "id" | "customer">
): MailToRequest | null =>
  customer?.email
    ? mailOf(paymentReturnedTemplate, {
        event: `payment-returned:${session.id}`,
        to: customer.email,
        props: {
          amount: session.amount,
          currency_code: session.currency_code,
          gateway,
          paid: reason === "already_paid",
          ...(reason === "refused" ? { refused: true } : {}),
          purchase_url: `${env().ATRIUM_STOREFRONT_URL}/purchase/${id}`,
        },
      })
    : null
