import type { MailToRequest } from "@atrium/notifications/contracts"
import {
  Button,
  defineMailTemplate,
  Details,
  Heading,
  Layout,
  mailOf,
  Paragraph,
  Reference,
} from "@atrium/notifications/mail"
import { env } from "@atrium/server"
import { z } from "zod"

const webUrl = z.url({ protocol: /^https?$/ })

export const OrderShippedProps = z.strictObject({
  customer_name: z.string(),
  order_number: z.string(),
  items: z.array(z.strictObject({ title: z.string(), quantity: z.number().min(0) })).min(1),
  /** Of each parcel; `url` is the carrier's page. */
  parcels: z.array(z.strictObject({ tracking_number: z.string(), url: webUrl.nullable() })),
  /** The order's page in the customer's account; null for a guest. */
  order_url: z.url().nullable(),
})
export type OrderShippedProps = z.output<typeof OrderShippedProps>

const OrderShipped = (props: OrderShippedProps & { locale: string }) => {
  const { parcels } = props
  const page = parcels.find(({ url }) => url !== null)?.url
  return (
    <Layout
      locale={props.locale}
      preview={
        parcels.length > 0
          ? `Tracking number: ${parcels.map(({ tracking_number }) => tracking_number).join(", ")}`
          : `Order ${props.order_number} is on its way`
      }
      reason={`You're receiving this email because you placed order ${props.order_number}.`}
    >
      <Heading>Your order is on its way</Heading>
      <Paragraph>
        {props.customer_name ? `Hello ${props.customer_name}, we` : "We"} have shipped these items of order{" "}
        {props.order_number}:
      </Paragraph>
      <Details items={props.items.map(({ title, quantity }) => ({ label: `Quantity ${quantity}`, value: title }))} />
      {parcels.length > 0 ? (
        <>
          <Heading level={2}>{parcels.length > 1 ? "Tracking numbers" : "Tracking number"}</Heading>
          {parcels.map(({ tracking_number, url }) => (
            <Reference key={tracking_number} number={tracking_number} {...(url ? { href: url } : {})} />
          ))}
        </>
      ) : null}
      {page ? <Button href={page}>Track your parcel</Button> : null}
      {props.order_url ? <Button href={props.order_url}>View your order</Button> : null}
    </Layout>
  )
}

export const orderShippedTemplate = defineMailTemplate<OrderShippedProps>({
  name: "service-provisioning.order-shipped",
  example: {
    customer_name: "Ravi Menon",
    order_number: "OR-7Q2K-9MXB-4TZ",
    items: [{ title: "Company folder – A4", quantity: 2 }],
    parcels: [{ tracking_number: "EE123456789IN", url: "https://carrier.example/track/EE123456789IN" }],
    order_url: "https://shop.example/account/orders/order_1",
  },
  props: OrderShippedProps,
  subject: (props) => `Your order ${props.order_number} has shipped`,
  Body: OrderShipped,
})

type Shipped = {
  readonly fulfillment_id: string
  readonly order: { readonly id: string; readonly reference: string }
  readonly customer: { readonly name: string; readonly email: string }
  /** Whether the order belongs to no account. */
  readonly guest: boolean
  readonly items: OrderShippedProps["items"]
  readonly labels: readonly { readonly tracking_number: string; readonly tracking_url: string }[]
}

/** One email for each shipment. Admin fills the address of a carrier's page it doesn't know with "#". */
export const orderShippedMail = ({ fulfillment_id, order, customer, guest, items, labels }: Shipped): MailToRequest =>
  mailOf(orderShippedTemplate, {
    event: `shipment:${fulfillment_id}`,
    to: customer.email,
    props: {
      customer_name: customer.name,
      order_number: order.reference,
      items: [...items],
      parcels: labels
        .filter(({ tracking_number }) => tracking_number !== "")
        .map(({ tracking_number, tracking_url }) => ({
          tracking_number,
          url: webUrl.safeParse(tracking_url).data ?? null,
        })),
      order_url: guest ? null : `${env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")}/account/orders/${order.id}`,
    },
  })
