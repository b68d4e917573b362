import { formatMoney } from "@atrium/kernel"
import { Button, Details, Heading, Layout, Paragraph, registerMailTemplate } from "@atrium/notifications/workflows"
import { z } from "zod"

export const RefundMadeProps = z.strictObject({
  customer_name: z.string(),
  order_number: z.string(),
  /** Of this refund alone, major units. */
  amount: z.number(),
  currency_code: z.string(),
  services: z.array(z.strictObject({ service: z.string(), tier: z.string(), reference_number: z.string() })).min(1),
  /** Page of one reference number, the number to be put behind it. */
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
      reason={`You get this mail because you placed order ${props.order_number}.`}
    >
      <Heading>We have refunded {amount}</Heading>
      <Paragraph>
        Hello {props.customer_name}, we have sent back {amount} of your order {props.order_number}, to the payment
        method you used. Your bank decides how soon you see it; most take five to ten working days.
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

export const refundMadeTemplate = registerMailTemplate<RefundMadeProps>({
  name: "service-provisioning.refund-made",
  props: RefundMadeProps,
  subject: (props) => `Refund for your order ${props.order_number}`,
  Body: RefundMade,
})
