import { setTimeout as wait } from "node:timers/promises"

import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { gatewayErrors } from "../../contracts/errors"
import { findOrderedPayment } from "../../data/core/payment-context"
import { ORDER_MONEY_WAIT_SECONDS, orderMoneyKey } from "../../use-cases/lock-order-money"

/** After this a lock whose process died is free again; nothing under it takes longer. */
const EXPIRES_SECONDS = 120
const ASK_AGAIN_MS = 100

type OrderMoneyLock = { key: string; owner: string }

/**
 * From here to `releaseOrderMoneyStep` nothing else moves the money of the payment's order. Throws `not_found` for a
 * payment of no order, `order_busy` when the wait is over. Undone by releasing the lock.
 */
export const lockOrderMoneyStep = createStep(
  "lock-order-money",
  async ({ payment_id }: { payment_id: string }, { container }) => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const payment = await findOrderedPayment(knex, payment_id)
    if (!payment) throw commonErrors.fail("not_found")
    const lock: OrderMoneyLock = { key: orderMoneyKey(payment.order_id), owner: generateEntityId() }
    const until = Date.now() + ORDER_MONEY_WAIT_SECONDS * 1000
    for (;;) {
      try {
        await container.resolve(Modules.LOCKING).acquire(lock.key, { ownerId: lock.owner, expire: EXPIRES_SECONDS })
        return new StepResponse(lock, lock)
      } catch (error) {
        if (Date.now() >= until) throw gatewayErrors.fail("order_busy", { cause: error })
      }
      await wait(ASK_AGAIN_MS)
    }
  },
  async (lock, { container }) => {
    if (lock) await container.resolve(Modules.LOCKING).release(lock.key, { ownerId: lock.owner })
  }
)

// No compensation: a lock that was released is released.
export const releaseOrderMoneyStep = createStep("release-order-money", async (lock: OrderMoneyLock, { container }) => {
  await container.resolve(Modules.LOCKING).release(lock.key, { ownerId: lock.owner })
  return new StepResponse()
})
