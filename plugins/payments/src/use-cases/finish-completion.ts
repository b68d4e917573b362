import { clock } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import {
  type CartSession,
  findOrder,
  findOrderOfCart,
  findSessionsOfCart,
  isCompletionFinished,
} from "../data/core/order-payments"
import { findReservations } from "../data/core/stock"
import { heldPaymentOf } from "./find-gateway"
import { settlementWork } from "./schedule-work"

type InterruptedCompletion = { cart_id: string; order_id: string; session_id: string; collection_id?: string }

/** Longest wait for a completion of the same cart that is in progress elsewhere. */
const CART_LOCK_WAIT_SECONDS = 30

/** Takes an order without payment back with its reservations, so that the cart can be completed from its beginning. */
const takeBack = async (container: MedusaContainer, cut: InterruptedCompletion, lineIds: string[]): Promise<void> => {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const tied = { [Modules.ORDER]: { order_id: cut.order_id } }
  await container.resolve(Modules.INVENTORY).deleteReservationItemsByLineItem(lineIds)
  await container.resolve(Modules.CART).updateCarts(cut.cart_id, { completed_at: null })
  // The order goes before its ties: what is killed in between finds it by them and takes it back again.
  await container.resolve(Modules.ORDER).deleteOrders([cut.order_id])
  await link.dismiss({ ...tied, [Modules.CART]: { cart_id: cut.cart_id } })
  if (cut.collection_id)
    await link.dismiss({ ...tied, [Modules.PAYMENT]: { payment_collection_id: cut.collection_id } })
}

/**
 * Does what is left of a completion whose process was killed between core's writes: the order is there, but no payment.
 * Completing the cart again would make a second order; so cart and collection are tied to the one there is, the payment
 * authorized, and its capture scheduled. Each part may be there already. Call it under the cart's lock.
 *
 * An order whose goods are not reserved is taken back instead (false): the last unit may have been sold to someone else (R15). Core
 * leaves such orders also without being killed, when one of its parallel steps fails while others run.
 */
export const finishCompletion = async (container: MedusaContainer, cut: InterruptedCompletion): Promise<boolean> => {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const tied = { [Modules.ORDER]: { order_id: cut.order_id } }
  const { line_ids, unreserved } = await findReservations(
    container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION),
    cut.order_id
  )
  if (unreserved) {
    await takeBack(container, cut, line_ids)
    return false
  }
  await link.create({ ...tied, [Modules.CART]: { cart_id: cut.cart_id } })
  if (cut.collection_id) await link.create({ ...tied, [Modules.PAYMENT]: { payment_collection_id: cut.collection_id } })
  await container.resolve(Modules.CART).updateCarts(cut.cart_id, { completed_at: clock.now() })
  await container.resolve(Modules.PAYMENT).authorizePaymentSession(cut.session_id, {})
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const order = await findOrder(knex, cut.order_id)
  if (order) await enqueueWork(knex, settlementWork(order))
  return true
}

/** The session with money at the gateway; undefined if there is none for this cart. */
const paidSessionOf = async (container: MedusaContainer, cartId: string): Promise<CartSession | undefined> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  for (const session of await findSessionsOfCart(knex, cartId)) {
    const state = (await heldPaymentOf(container, session))?.payment.state
    if (state === "authorized" || state === "captured") return session
  }
  return undefined
}

/**
 * Ends a completion that was cut off, or waits for the one that is in progress. Returns the id of the cart's order; null
 * when there no longer is one, because core took it back. Throws when the order's money is nowhere.
 */
export const finishCutOff = async (container: MedusaContainer, cartId: string): Promise<string | null> =>
  container.resolve(Modules.LOCKING).execute(
    cartId,
    async () => {
      const order = await findOrderOfCart(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), cartId)
      if (!order || isCompletionFinished(order)) return order?.order_id ?? null
      const session = await paidSessionOf(container, cartId)
      if (!session) throw new Error("The completion of a cart was interrupted, and no gateway has its payment")
      const cut = { cart_id: cartId, order_id: order.order_id }
      const whole = { ...cut, session_id: session.id, collection_id: session.collection_id }
      return (await finishCompletion(container, whole)) ? order.order_id : null
    },
    { timeout: CART_LOCK_WAIT_SECONDS }
  )
