import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import { findOrder } from "../data/core/order-payments"
import { isCapturable } from "./schedule-work"

/** Longest wait for what is in progress on the same order, by staff or by our own work. */
export const ORDER_MONEY_WAIT_SECONDS = 30

/** What every locking module reports when the wait is over; it has no type or code in common. */
const LOCK_TIMEOUT_MESSAGE = "Timed-out acquiring lock."

export const orderMoneyKey = (orderId: string): string => `order-money:${orderId}`

/**
 * One refund or cancellation of an order at a time. Core's refund workflow writes an order transaction for every refund
 * row that has none, each with its own amount: of two at once, one writes the other's row with the wrong amount.
 * Waits for the one before; throws `order_busy` when that takes too long, and `job` has not begun then.
 */
export const withOrderMoneyLock = async <T>(
  container: MedusaContainer,
  orderId: string,
  job: () => Promise<T>
): Promise<T> => {
  let begun = false
  const run = () => {
    begun = true
    return job()
  }
  try {
    return await container
      .resolve(Modules.LOCKING)
      .execute([orderMoneyKey(orderId)], run, { timeout: ORDER_MONEY_WAIT_SECONDS })
  } catch (error) {
    if (!begun && error instanceof Error && error.message === LOCK_TIMEOUT_MESSAGE)
      throw gatewayErrors.fail("order_busy")
    throw error
  }
}

/**
 * Runs a step of an order change by staff (edit, return, claim, exchange, transfer, credit) alone on the order's money:
 * a refund that found no open change finishes before one begins. Refused while the order's payment is authorized and
 * not captured: core releases such a payment when the change alters the total, and no one would pay again.
 * Throws `payment_not_captured`.
 */
export const runOrderChange = (container: MedusaContainer, orderId: string, job: () => Promise<void>): Promise<void> =>
  withOrderMoneyLock(container, orderId, async () => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const payments = (await findOrder(knex, orderId))?.payments ?? []
    if (payments.some(isCapturable)) throw gatewayErrors.fail("payment_not_captured")
    await job()
  })
