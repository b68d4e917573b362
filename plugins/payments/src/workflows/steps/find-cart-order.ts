import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { findOrderOfCart } from "../../reconcile/order-payments"

/** The order a cart became, or null. Changes nothing. */
export const findCartOrderStep = createStep("find-cart-order", async (input: { cart_id: string }, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  return new StepResponse({ order: await findOrderOfCart(knex, input.cart_id) })
})
