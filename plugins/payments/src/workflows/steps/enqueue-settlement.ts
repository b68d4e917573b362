import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { findOrderOfCart, type SettledOrder } from "../../reconcile/order-payments"
import { endOwnSettlement } from "../own-work"
import { settlementWork } from "../settlement-work"

type Input = { cart_id: string; order: SettledOrder | null }

const enqueueSettlement = async (knex: Knex, input: Input) => {
  const order = input.order ?? (await findOrderOfCart(knex, input.cart_id))
  if (!order) throw new Error("A completed cart has no order")
  const work = settlementWork(order)
  await enqueueWork(knex, work)
  return { order_id: order.order_id, work: work.map(({ key }) => key) }
}

// No compensation: work that is due stays due; keys make it harmless to enqueue it again.
export const enqueueSettlementStep = createStep("enqueue-settlement", async (input: Input, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  let orderId: string | null = null
  try {
    const settled = await enqueueSettlement(knex, input)
    orderId = input.order ? null : settled.order_id
    return new StepResponse(settled)
  } finally {
    endOwnSettlement(input.cart_id, orderId)
  }
})
