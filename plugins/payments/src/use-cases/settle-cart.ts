import { commonErrors, isAtriumError } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, MedusaError, Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import { paymentErrors } from "../contracts/errors"
import { findOrderOfCart, isPayable, isCompletionFinished } from "../data/core/order-payments"
import { finishCutOff } from "./finish-completion"
import { type PlacedOrder, placeOrder } from "./place-order"
import { followedByCaller, settlementWork } from "./schedule-work"
import { outOfStock, sellInTurn } from "./sell-stock"

/** Longest wait for a completion of the same cart that is in progress: longer than the lock of a dead process lives. */
const WAIT_SECONDS = 90

/** Whoever completes or changes a cart holds this lock. */
export const cartLock = (cartId: string): string => `settle-cart:${cartId}`

const REFUSALS: readonly unknown[] = [MedusaError.Types.INVALID_DATA, MedusaError.Types.NOT_ALLOWED]
const isRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "type" in error && REFUSALS.includes(error.type)

/** Core's own completion, for a cart that is not plain. */
const completeByCore = async (container: MedusaContainer, cartId: string): Promise<void> => {
  await completeCartWorkflow(container).run({
    input: { id: cartId },
    context: followedByCaller(generateEntityId()),
  })
}

/**
 * Core refuses with its own message what stays refused: goods that are gone, a region or a provider that is no longer
 * there. In our words it is final, so that no payment is held in vain for a shopper who waits.
 */
const inOurWords = async (container: MedusaContainer, cartId: string, error: unknown): Promise<unknown> => {
  if (isAtriumError(error)) return error
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const payable = await isPayable(knex, cartId)
  if (payable === undefined) return commonErrors.fail("not_found")
  if (!isRefusal(error)) return error
  if (!payable) return paymentErrors.fail("payment_method_unavailable")
  return (await outOfStock(container, cartId)) ?? error
}

/**
 * Core's own wait for a cart gives up within seconds when many complete it at once. Here they queue: the first
 * completes, the others find its order.
 */
const completeOnce = (container: MedusaContainer, cartId: string): Promise<PlacedOrder> =>
  container.resolve(Modules.LOCKING).execute(
    [cartLock(cartId)],
    async () => {
      try {
        const placed = await placeOrder(container, cartId)
        if (placed !== "not_plain") return placed
        const order = await findOrderOfCart(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), cartId)
        if (order && isCompletionFinished(order)) return null
        // The order is made before the payment is asked for, and taken back when that fails: not to be relied on until
        // it has ended.
        if (order && (await finishCutOff(container, cartId))) return null
        await sellInTurn(container, cartId, () => completeByCore(container, cartId))
        return null
      } catch (error) {
        throw await inOurWords(container, cartId, error)
      }
    },
    { timeout: WAIT_SECONDS }
  )

/** `work`: the keys of the work that follows, whichever call enqueued it first. */
export type SettledCart = { order_id: string; work: string[] }

/**
 * Turns a paid cart into exactly one order, and schedules the capture unless the gateway captured at once. Repeated and
 * parallel calls return the same order. Throws the refusal of a completion validator.
 */
export const settleCart = async (container: MedusaContainer, cartId: string): Promise<SettledCart> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const placed = await completeOnce(container, cartId)
  if (placed) return placed
  const order = await findOrderOfCart(knex, cartId)
  if (!order) throw new Error("A completed cart has no order")
  const work = settlementWork(order)
  await enqueueWork(knex, work)
  return { order_id: order.order_id, work: work.map(({ key }) => key) }
}
