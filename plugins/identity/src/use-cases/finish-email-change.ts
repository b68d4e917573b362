import { clock } from "@atrium/kernel"
import { copyOptOuts } from "@atrium/notifications/tx"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  dropEmailChange,
  type EmailChangeRow,
  findEmailChange,
  finishEmailChangeRow,
  lockEmailChanges,
} from "../data/email-changes"
import { workForProvenAddress } from "../extension-points"
import { moveEmailAddress, moveOrderEmails } from "./move-email-address"

/**
 * Applies a confirmed change once. Called by the request, and a minute later by durable work in case the process died.
 * @returns the change, or undefined when it was dropped because the address was taken meanwhile
 */
export const finishEmailChange = async (
  container: MedusaContainer,
  found: Pick<EmailChangeRow, "id" | "identity_id">
): Promise<EmailChangeRow | undefined> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  // The lock is held while core's modules work on other connections: two changes of an identity never interleave.
  return knex.transaction(async (trx) => {
    await lockEmailChanges(trx, found.identity_id)
    const change = await findEmailChange(trx, found.id)
    if (!change) return undefined
    if (!change.confirmed_at || !change.epoch || change.finished_at) return change
    const move = {
      identityId: change.identity_id,
      customerId: change.customer_id,
      from: change.from_email,
      to: change.to_email,
      epoch: change.epoch,
    }
    if (!(await moveEmailAddress(container, move))) {
      await dropEmailChange(trx, change.id)
      return undefined
    }
    await finishEmailChangeRow(trx, change.id, clock.now())
    await copyOptOuts(trx, { from: change.from_email, to: change.to_email })
    await enqueueWork(trx, workForProvenAddress({ email: change.to_email, key: change.id }))
    return change
  })
}

/** Finishes a change whose process may have died, orders included. */
export const finishInterruptedEmailChange = async (
  container: MedusaContainer,
  found: Pick<EmailChangeRow, "id" | "identity_id">
): Promise<void> => {
  const change = await finishEmailChange(container, found)
  if (change) await moveOrderEmails(container, { customer_id: change.customer_id, earlier_emails: [change.from_email] })
}
