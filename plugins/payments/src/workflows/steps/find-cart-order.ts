import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { findOrderOfCart, isWhole } from "../../reconcile/order-payments"

/**
 * The order a cart became, or null; `begun` where an order is there whose completion has not ended, or was cut off.
 * Changes nothing.
 */
export const findCartOrderStep = createStep("find-cart-order", async (input: { cart_id: string }, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const order = await findOrderOfCart(knex, input.cart_id)
  return new StepResponse(order && isWhole(order) ? { order, begun: false } : { order: null, begun: order !== null })
})
