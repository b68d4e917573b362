import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Longest wait for a refund or a cancellation of the same order that is under way. */
const WAIT_SECONDS = 30

/**
 * One refund or cancellation of an order at a time. Core's refund workflow writes an order transaction for every refund
 * row that has none, each with its own amount: of two at once, one writes the other's row with the wrong amount.
 */
export const withOrderMoneyLock = <T>(container: MedusaContainer, orderId: string, job: () => Promise<T>): Promise<T> =>
  container.resolve(Modules.LOCKING).execute([`order-money:${orderId}`], job, { timeout: WAIT_SECONDS })
