import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { findOrderOfCart, type SettledOrder } from "../../reconcile/order-payments"
import { endOwnSettlement } from "../own-work"
import { capturable, settlementWork } from "../settlement-work"

type Input = { cart_id: string; order: SettledOrder | null }

const enqueueSettlement = async (knex: Knex, input: Input): Promise<SettledOrder> => {
  const order = input.order ?? (await findOrderOfCart(knex, input.cart_id))
  if (!order) throw new Error("A completed cart has no order")
  await enqueueWork(knex, settlementWork(order))
  return order
}

// No compensation: work that is due stays due; keys make it harmless to enqueue it again.
export const enqueueSettlementStep = createStep("enqueue-settlement", async (input: Input, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  let orderId: string | null = null
  try {
    const order = await enqueueSettlement(knex, input)
    orderId = input.order ? null : order.order_id
    return new StepResponse({
      order_id: order.order_id,
      captured: order.payments.filter((payment) => payment.booked).map((payment) => payment.id),
      capturing: order.payments.filter(capturable).map((payment) => payment.id),
    })
  } finally {
    endOwnSettlement(input.cart_id, orderId)
  }
})
