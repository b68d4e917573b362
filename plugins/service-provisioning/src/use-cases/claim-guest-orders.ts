import { randomUUID } from "node:crypto"

import { provenAccountWith } from "@atrium/identity/use-cases"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import { clock } from "@atrium/kernel"
import { inOneTransaction, knexOf, type OneTransaction } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { guestOrdersOf, lockGuestOrder } from "../data/core/guest-orders"
import { contactsOfOrders } from "../data/core/order-contact"
import { lockRequestsOfOrder } from "../data/order-changes"
import { buyerOf } from "../domain/request-facts"
import { followOrder } from "./follow-order"

export type OrderClaim = {
  readonly orderId: string
  /** The account that gets the order. */
  readonly customerId: string
  /** An address that the account's customer has proven. */
  readonly email: string
}

/**
 * Makes a guest's order and its service requests the account's, if the order is of the proven address. Does nothing to an
 * order of an account: the first who proves the address gets it. Repeatable.
 * @returns whether the order is a guest's no longer because of this call
 */
const moveOrder = async (
  container: MedusaContainer,
  { trx, call }: OneTransaction,
  { orderId, customerId, email }: OrderClaim
): Promise<boolean> => {
  if (!(await lockGuestOrder(trx, orderId))) return false
  const [contact] = await contactsOfOrders(trx, [orderId])
  if (!contact || buyerOf(contact).email.toLowerCase() !== email.toLowerCase()) return false
  const orders = container.resolve(Modules.ORDER)
  await call((context) => orders.updateOrders(orderId, { customer_id: customerId }, context))
  await followOrder(trx, orderId)
  for (const request of await lockRequestsOfOrder(trx, orderId))
    await recordTimeline(trx, {
      subjectId: request.id,
      type: "claimed",
      visibility: "internal",
      occurredAt: clock.now(),
    })
  return true
}

/** Moves the order that `findClaim` names in the same transaction; nothing when it names none. */
export const claimOrder = async (
  container: MedusaContainer,
  findClaim: (one: OneTransaction) => Promise<OrderClaim | null>
): Promise<{ claim: OrderClaim | null; moved: boolean }> => {
  const bus = container.resolve(Modules.EVENT_BUS)
  const eventGroupId = randomUUID()
  try {
    const result = await inOneTransaction(container, eventGroupId, async (one) => {
      const claim = await findClaim(one)
      return { claim, moved: claim !== null && (await moveOrder(container, one, claim)) }
    })
    await bus.releaseGroupedEvents(eventGroupId)
    return result
  } catch (failure) {
    await bus.clearGroupedEvents(eventGroupId)
    throw failure
  }
}

/**
 * Adds every guest order of a proven address to its account. Does nothing when no account has proven it, or no longer has it.
 * An order whose payment is confirmed later stays a guest's until its customer claims it.
 */
export const claimGuestOrders = async (container: MedusaContainer, email: string): Promise<void> => {
  const knex = knexOf(container)
  const account = await provenAccountWith(knex, email)
  if (!account) return
  for (const orderId of await guestOrdersOf(knex, account.email))
    await claimOrder(container, () =>
      Promise.resolve({ orderId, customerId: account.customer_id, email: account.email })
    )
}
