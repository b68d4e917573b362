import { formatMoney } from "@atrium/kernel"
import { defineMailTemplate, Details, Heading, Layout, Paragraph, Reference } from "@atrium/notifications/mail"
import { type OrderConfirmationProps, orderConfirmationTemplate } from "@atrium/service-provisioning/mail"

const OrderConfirmation = (props: OrderConfirmationProps & { locale: string }) => {
  const { customer_name, order_number, lines, goods, amount, currency_code, locale, tracking_url } = props
  return (
    <Layout
      locale={locale}
      preview={`Welcome to Acme. Your order ${order_number} is confirmed.`}
      reason={`You're receiving this email because you placed order ${order_number}.`}
    >
      <Heading>Welcome to Acme, {customer_name}</Heading>
      <Paragraph>
        Your order {order_number} is confirmed. Your personal Acme adviser will be there from start to finish.
      </Paragraph>
      {lines.flatMap((line) =>
        line.references.map((reference) => (
          <Reference key={reference} number={reference} href={`${tracking_url}/${reference}`} />
        ))
      )}
      <Details
        items={[
          ...lines.map((line) => ({ label: `${line.service}, ${line.tier}`, value: `Quantity ${line.quantity}` })),
          ...goods.map((line) => ({ label: line.title, value: `Quantity ${line.quantity}` })),
          { label: "Amount paid", value: formatMoney(amount, currency_code, locale) },
        ]}
      />
    </Layout>
  )
}

/** Replaces Atrium's order confirmation. It has the same name and props, so that no caller has to change. */
export const orderConfirmation = defineMailTemplate<OrderConfirmationProps>({
  name: orderConfirmationTemplate.name,
  props: orderConfirmationTemplate.props,
  example: orderConfirmationTemplate.example,
  subject: ({ order_number }) => `Welcome to Acme: your order ${order_number}`,
  Body: OrderConfirmation,
})
