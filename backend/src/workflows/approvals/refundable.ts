import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { z } from "zod"

// A number, text, or Medusa's own class.
const Amount = z.custom<BigNumberInput>((value) => value !== undefined)

const amounts = z
  .array(z.object({ amount: Amount }).nullable())
  .nullish()
  .transform((rows) => (rows ?? []).reduce((sum, row) => MathBN.add(sum, row?.amount ?? 0), MathBN.convert(0)))

const Payment = z
  .object({ id: z.string(), currency_code: z.string(), captures: amounts, refunds: amounts })
  .transform(({ captures, refunds, ...payment }) => ({ ...payment, left: MathBN.sub(captures, refunds).toNumber() }))

const FIELDS = ["id", "currency_code", "captures.amount", "refunds.amount"]

const OrderOfPayment = z.object({
  payment_collection: z
    .object({ order: z.object({ id: z.string(), custom_display_id: z.string().nullable() }).nullish() })
    .nullish(),
})

/** The captured amount of a payment that is not refunded; null for a payment without an order. */
export const leftOfPayment = async (container: MedusaContainer, id: string) => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: [...FIELDS, "payment_collection.order.id", "payment_collection.order.custom_display_id"],
    filters: { id },
  })
  if (!data[0]) return null
  const order = OrderOfPayment.parse(data[0]).payment_collection?.order
  return order
    ? { ...Payment.parse(data[0]), order_id: order.id, order_reference: order.custom_display_id ?? order.id }
    : null
}

const Order = z.object({
  custom_display_id: z.string().nullable(),
  currency_code: z.string(),
  payment_collections: z.array(z.object({ payments: z.array(Payment).nullish() }).nullable()).nullish(),
})

/** The amount that canceling an order refunds: everything captured and not refunded; null for an unknown order. */
export const leftOfOrder = async (container: MedusaContainer, id: string) => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["custom_display_id", "currency_code", ...FIELDS.map((field) => `payment_collections.payments.${field}`)],
    filters: { id },
  })
  if (!data[0]) return null
  const order = Order.parse(data[0])
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection?.payments ?? [])
  const left = payments.reduce((sum, payment) => MathBN.add(sum, payment.left), MathBN.convert(0)).toNumber()
  return { order_reference: order.custom_display_id ?? id, currency_code: order.currency_code, left }
}
