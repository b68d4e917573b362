import { clock } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { errors } from "../contracts"
import { confirmEmailChangeRow } from "../data/email-changes"
import { hashOf } from "../domain/secret-link"
import { finishEmailChangeWork, moveOrderEmailsWork } from "../work"
import { newEpoch } from "./end-sign-ins"
import { finishEmailChange } from "./finish-email-change"
import { recordSecurityEvent } from "./record-security-event"

/**
 * Confirms a change with the link emailed to the new address. The link works once, and only for the account that asked.
 * @returns the new address and the epoch of sign-ins from now on
 * @throws email_change_link_invalid
 */
export const confirmEmailChange = async (
  container: MedusaContainer,
  { token, identityId, customerId }: { token: string; identityId: string; customerId: string }
): Promise<{ email: string; epoch: string }> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const epoch = newEpoch()
  const confirmed = await knex.transaction(async (trx) => {
    const row = await confirmEmailChangeRow(trx, { tokenHash: hashOf(token), identityId, epoch, now: clock.now() })
    if (row) await enqueueWork(trx, [finishEmailChangeWork(row, clock.now())])
    return row
  })
  const change = confirmed && (await finishEmailChange(container, confirmed))
  // Unknown, used, replaced, expired, of another account, taken meanwhile: the same error for all.
  if (!change) throw errors.fail("email_change_link_invalid")
  await enqueueWork(knex, [
    moveOrderEmailsWork(change.id, { customer_id: customerId, earlier_emails: [change.from_email] }),
  ])
  await recordSecurityEvent(container, {
    action: "identity.email_changed",
    actor: { type: "customer", id: customerId, email: change.to_email },
  })
  return { email: change.to_email, epoch }
}
