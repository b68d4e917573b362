import { auditActions } from "@atrium/audit/extension-points"
import { recordAudit } from "@atrium/audit/tx"
import { clock, commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { CustomerSuspension, SuspendCustomer } from "../contracts"
import { customerExists, identitiesOfCustomer, namesOfStaff } from "../data/core/suspended-customers"
import { endSuspension, insertSuspension, listSuspensions } from "../data/suspensions"
import { toSuspension } from "../domain/present-suspension"
import { askedBy, type StaffCredential } from "../domain/second-person"
import { clearAuthorizations } from "./authorize-credential"
import { endSignIns } from "./end-sign-ins"

const SUSPENDED = "customer.suspended"
const REACTIVATED = "customer.suspension_ended"

auditActions.addAll("identity", [
  { name: SUSPENDED, sentence: "Suspended a customer", category: "security" },
  { name: REACTIVATED, sentence: "Ended the suspension of a customer", category: "security" },
])

/** Whether a customer is suspended, and what staff decided before. @throws not_found */
export const readSuspension = async (container: MedusaContainer, customerId: string): Promise<CustomerSuspension> => {
  const knex = knexOf(container)
  if (!(await customerExists(knex, customerId))) throw commonErrors.fail("not_found")
  const rows = await listSuspensions(knex, customerId)
  const credentials = rows.flatMap(({ suspended_by, ended_by }) => [suspended_by, ...(ended_by ? [ended_by] : [])])
  const names = rows.length > 0 ? await namesOfStaff(knex, credentials) : new Map<string, string>()
  return toSuspension(rows, (credential) => names.get(credential) ?? null)
}

/**
 * Suspends a customer, or ends the suspension. The row alone refuses every token, sign-in and purchase. The sign-ins end in
 * addition, so that none of before is valid again afterwards; they end for every account that the customer signs in to with
 * the same password. Repeating the call also ends those that an interruption left.
 * @throws not_found
 */
export const suspendCustomer = async (
  container: MedusaContainer,
  { id, suspended, reason }: SuspendCustomer & { id: string },
  staff: StaffCredential
): Promise<CustomerSuspension> => {
  const knex = knexOf(container)
  if (!(await customerExists(knex, id))) throw commonErrors.fail("not_found")
  const decision = { customerId: id, reason, by: askedBy(staff), now: clock.now() }
  await knex.transaction(async (trx) => {
    const decided = suspended ? await insertSuspension(trx, decision) : await endSuspension(trx, decision)
    if (!decided) return
    await recordAudit(trx, { action: suspended ? SUSPENDED : REACTIVATED, target: { type: "customer", id }, reason })
  })
  clearAuthorizations()
  if (suspended) for (const identity of await identitiesOfCustomer(knex, id)) await endSignIns(container, identity)
  return readSuspension(container, id)
}
