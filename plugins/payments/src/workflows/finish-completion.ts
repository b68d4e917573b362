import { clock } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { findOrder } from "../reconcile/order-payments"
import { settlementWork } from "./settlement-work"

type CutOff = { cart_id: string; order_id: string; session_id: string }

/**
 * Does what is left of a completion whose process was killed between core's writes: the order is there with its
 * payment collection, but no payment. Completing the cart again would make a second order; so the cart is tied to the
 * one there is, the payment authorised, and its money made due. Each part may be there already. Call it under the
 * cart's lock.
 */
export const finishCompletion = async (container: MedusaContainer, cut: CutOff): Promise<void> => {
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: cut.order_id },
    [Modules.CART]: { cart_id: cut.cart_id },
  })
  await container.resolve(Modules.CART).updateCarts(cut.cart_id, { completed_at: clock.now() })
  await container.resolve(Modules.PAYMENT).authorizePaymentSession(cut.session_id, {})
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const order = await findOrder(knex, cut.order_id)
  if (order) await enqueueWork(knex, settlementWork(order))
}
