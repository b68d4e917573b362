import { commonErrors, isAtriumError } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, MedusaError, Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import { paymentErrors } from "../contracts/errors"
import { findOrderOfCart, isPayable, isCompletionFinished } from "../data/core/order-payments"
import { finishCutOff } from "./finish-completion"
import { followedByCaller, settlementWork } from "./schedule-work"

/** Longest wait for a completion of the same cart that is in progress: longer than the lock of a dead process lives. */
const WAIT_SECONDS = 90
/** A call that got the lock sooner did not wait for another one: what it read before is still true. */
const WAITED_MS = 100

const REFUSALS: readonly unknown[] = [MedusaError.Types.INVALID_DATA, MedusaError.Types.NOT_ALLOWED]
const isRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "type" in error && REFUSALS.includes(error.type)

/**
 * Core's completion of a cart. Core refuses a region or provider that is gone with its own message, and finally: a
 * shopper who could still correct the cart would wait for a payment that is held in vain.
 */
const complete = async (container: MedusaContainer, cartId: string): Promise<void> => {
  try {
    await completeCartWorkflow(container).run({
      input: { id: cartId },
      context: followedByCaller(generateEntityId()),
    })
  } catch (error) {
    if (isAtriumError(error)) throw error
    const payable = await isPayable(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), cartId)
    if (payable === undefined) throw commonErrors.fail("not_found")
    throw payable || !isRefusal(error) ? error : paymentErrors.fail("payment_method_unavailable")
  }
}

/**
 * Core's own wait for a cart gives up within seconds when many complete it at once. Here they queue: the first
 * completes, the others find its order. `begun`: an order was read whose completion had not ended.
 */
const completeOnce = async (container: MedusaContainer, cartId: string, begun: boolean): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const asked = performance.now()
  await container.resolve(Modules.LOCKING).execute(
    [`settle-cart:${cartId}`],
    async () => {
      const current = !begun && performance.now() - asked < WAITED_MS
      const order = current ? null : await findOrderOfCart(knex, cartId)
      if (order && isCompletionFinished(order)) return
      // Core makes the order before it asks for the payment, and takes it back when that fails: not to be relied on
      // until it has ended.
      if (order && (await finishCutOff(container, cartId))) return
      await complete(container, cartId)
    },
    { timeout: WAIT_SECONDS }
  )
}

/** `work`: the keys of the work that follows, whichever call enqueued it first. */
export type SettledCart = { order_id: string; work: string[] }

/**
 * Turns a paid cart into exactly one order and schedules the capture. Repeated and parallel calls return the same order.
 * Throws the refusal of a completion validator.
 */
export const settleCart = async (container: MedusaContainer, cartId: string): Promise<SettledCart> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const found = await findOrderOfCart(knex, cartId)
  const whole = found && isCompletionFinished(found) ? found : null
  if (!whole) await completeOnce(container, cartId, found !== null)
  const order = whole ?? (await findOrderOfCart(knex, cartId))
  if (!order) throw new Error("A completed cart has no order")
  const work = settlementWork(order)
  await enqueueWork(knex, work)
  return { order_id: order.order_id, work: work.map(({ key }) => key) }
}
