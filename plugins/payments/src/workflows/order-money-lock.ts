import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"

/** Longest wait for what is under way on the same order, by staff or by our own work. */
export const WAIT_SECONDS = 30

/** What every locking module says when the wait is over; it has no type or code in common. */
const WAITED_IN_VAIN = "Timed-out acquiring lock."

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
    return await container.resolve(Modules.LOCKING).execute([`order-money:${orderId}`], run, { timeout: WAIT_SECONDS })
  } catch (error) {
    if (!begun && error instanceof Error && error.message === WAITED_IN_VAIN) throw gatewayErrors.fail("order_busy")
    throw error
  }
}
