import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { updateCustomersWorkflow, updateOrderWorkflow } from "@medusajs/medusa/core-flows"

import { isAddressTaken, ordersWithEmail, signInAddressOf } from "../data/core/sign-in-address"
import type { OrderEmailMove } from "../domain/email-change"
import { endSignIns } from "./end-sign-ins"

export type EmailMove = {
  readonly identityId: string
  readonly customerId: string
  readonly from: string
  readonly to: string
  /** The epoch of sign-ins with the new address. */
  readonly epoch: string
}

/**
 * Changes the address of a customer's sign-in, account and orders, and ends every sign-in. Each step can be repeated, so
 * that a move whose process died is done again from the start. The sign-in comes first: its unique key decides between two
 * moves to one address, before anything else has changed.
 * @returns false, and changes nothing, when another account has the address or the identity has neither address
 */
export const moveEmailAddress = async (container: MedusaContainer, move: EmailMove): Promise<boolean> => {
  const { identityId, customerId, from, to, epoch } = move
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const current = await signInAddressOf(knex, identityId)
  if (!current || (current.email !== to && current.email !== from)) return false
  if (current.email !== to) {
    if (await isAddressTaken(knex, to)) return false
    try {
      await container.resolve(Modules.AUTH).updateProviderIdentities({ id: current.login_id, entity_id: to })
    } catch (failure) {
      if (await isAddressTaken(knex, to)) return false
      throw failure
    }
  }
  if (current.customer_email !== to)
    await updateCustomersWorkflow(container).run({ input: { selector: { id: customerId }, update: { email: to } } })
  await endSignIns(container, identityId, epoch)
  return true
}

/**
 * Moves the orders of earlier addresses to the customer's current one, so that emails about orders and requests follow (the
 * requests show what their order has).
 */
export const moveOrderEmails = async (
  container: MedusaContainer,
  { customer_id, earlier_emails }: OrderEmailMove
): Promise<void> => {
  const [customer] = await container.resolve(Modules.CUSTOMER).listCustomers({ id: [customer_id] })
  if (!customer?.email) return
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const earlier = earlier_emails.filter((email) => email !== customer.email)
  for (const id of await ordersWithEmail(knex, customer_id, earlier))
    await updateOrderWorkflow(container).run({ input: { id, user_id: customer_id, email: customer.email } })
}
