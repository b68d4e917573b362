import { formatMoney } from "@atrium/kernel"
import {
  Button,
  Details,
  Heading,
  Layout,
  LineItem,
  Paragraph,
  Reference,
  registerMailTemplate,
  Small,
  Steps,
} from "@atrium/notifications/workflows"
import { z } from "zod"

export const OrderConfirmationProps = z.strictObject({
  customer_name: z.string(),
  order_number: z.string(),
  lines: z
    .array(
      z.strictObject({
        service: z.string(),
        tier: z.string(),
        quantity: z.number().int().min(1),
        amount: z.number(),
        references: z.array(z.string()).min(1),
      })
    )
    .min(1),
  amount: z.number(),
  currency_code: z.string(),
  estimated_contact_hours: z.number().int().min(1),
  next_steps: z.array(z.string()).min(1),
  /** Page of one reference number, the number to be put behind it. */
  tracking_url: z.url(),
})
export type OrderConfirmationProps = z.infer<typeof OrderConfirmationProps>

const contactTime = (hours: number): string => (hours === 1 ? "one working hour" : `${hours} working hours`)

const OrderConfirmation = (props: OrderConfirmationProps & { locale: string }) => {
  const { lines, currency_code, locale, tracking_url } = props
  const references = lines.flatMap((line) => line.references)
  const [first] = references
  return (
    <Layout
      locale={locale}
      preview={`Your reference ${references.length > 1 ? "numbers" : "number"}: ${references.join(", ")}`}
      reason={`You get this mail because you placed order ${props.order_number}.`}
    >
      <Heading>Thank you, your payment has arrived</Heading>
      <Paragraph>
        Hello {props.customer_name}, we have received your order {props.order_number}. A specialist will contact you
        within {contactTime(props.estimated_contact_hours)}.
      </Paragraph>
      <Heading level={2}>{references.length > 1 ? "Your reference numbers" : "Your reference number"}</Heading>
      {references.map((reference) => (
        <Reference key={reference} number={reference} href={`${tracking_url}/${reference}`} />
      ))}
      <Small>Keep it: with this number you can follow the work at any time, without an account.</Small>
      {first ? <Button href={`${tracking_url}/${first}`}>Track your request</Button> : null}
      <Heading level={2}>What you bought</Heading>
      {lines.map((line) => (
        <LineItem
          key={line.references.join()}
          title={`${line.service} – ${line.tier}`}
          detail={`Quantity ${line.quantity}`}
          amount={formatMoney(line.amount, currency_code, locale)}
        />
      ))}
      <Details
        items={[
          { label: "Amount paid", value: formatMoney(props.amount, currency_code, locale) },
          { label: "Estimated contact time", value: `Within ${contactTime(props.estimated_contact_hours)}` },
        ]}
      />
      <Heading level={2}>What happens next</Heading>
      <Steps items={props.next_steps} />
    </Layout>
  )
}

export const orderConfirmationTemplate = registerMailTemplate<OrderConfirmationProps>({
  name: "service-provisioning.order-confirmation",
  props: OrderConfirmationProps,
  subject: (props) => `Your order ${props.order_number} is confirmed`,
  Body: OrderConfirmation,
})
