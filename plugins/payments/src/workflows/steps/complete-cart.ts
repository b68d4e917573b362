import { commonErrors, isAtriumError } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import { paymentErrors } from "../../contracts/errors"
import { isPayable } from "../../reconcile/cart-payable"
import { findOrderOfCart, isWhole } from "../../reconcile/order-payments"
import { finishCutOff } from "../finish-completion"
import { beginOwnSettlement, endOwnSettlement } from "../own-work"

/** Longest wait for a completion of the same cart that is under way: longer than the lock of a dead process lives. */
const WAIT_SECONDS = 90
/**
 * Who waits longer may have waited for a process that died: its lock is freed only 40 seconds later at the earliest. So
 * the order it left may be younger than our last look.
 */
const LOOK_AGAIN_MS = 5_000

const REFUSALS: readonly unknown[] = [MedusaError.Types.INVALID_DATA, MedusaError.Types.NOT_ALLOWED]
const isRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "type" in error && REFUSALS.includes(error.type)

type Input = {
  cart_id: string
  /** An order was seen whose completion had not ended. */
  begun: boolean
}

// Run on its own and not as a sub-workflow: a sub-workflow does not take the cart's lock.
// No compensation: an order that exists stays; completing the cart again answers the same order.
export const completeCartStep = createStep("complete-cart", async (input: Input, { container }) => {
  const alone = beginOwnSettlement(input.cart_id)
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const asked = performance.now()
  try {
    // Core's own wait for a cart gives up within seconds when many complete it at once. Here they queue: the first
    // completes, the others find its order.
    const orderId = await container.resolve(Modules.LOCKING).execute(
      [`settle-cart:${input.cart_id}`],
      async () => {
        const current = alone && !input.begun && performance.now() - asked < LOOK_AGAIN_MS
        const order = current ? null : await findOrderOfCart(knex, input.cart_id)
        if (order && isWhole(order)) return order.order_id
        // Core makes the order before it asks for the payment, and takes it back when that fails: not to be relied on
        // until it has ended.
        const finished = order ? await finishCutOff(container, input.cart_id) : null
        if (finished) return finished
        try {
          const { result } = await completeCartWorkflow(container).run({ input: { id: input.cart_id } })
          return result.id
        } catch (error) {
          // Core refuses a region or provider that is gone in words of its own, and to no end: a shopper who could still
          // mend the cart would wait for a payment that is held in vain.
          if (isAtriumError(error)) throw error
          const payable = await isPayable(knex, input.cart_id)
          if (payable === undefined) throw commonErrors.fail("not_found")
          throw payable || !isRefusal(error) ? error : paymentErrors.fail("payment_method_unavailable")
        }
      },
      { timeout: WAIT_SECONDS }
    )
    return new StepResponse({ order_id: orderId })
  } catch (error) {
    endOwnSettlement(input.cart_id, null)
    throw error
  }
})
