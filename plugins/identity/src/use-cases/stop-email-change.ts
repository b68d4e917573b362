import { randomBytes } from "node:crypto"

import { clock } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { errors } from "../contracts"
import { signInAddressOf } from "../data/core/sign-in-address"
import { dropChangesSince, findStoppableChange, lockEmailChanges } from "../data/email-changes"
import { hashOf } from "../domain/secret-link"
import { moveOrderEmailsWork } from "../work"
import { newEpoch } from "./end-sign-ins"
import { moveEmailAddress } from "./move-email-address"
import { recordSecurityEvent } from "./record-security-event"
import { replacePassword } from "./replace-password"

const STOP_DAYS = 7

/**
 * Stops a change that the owner of the previous address did not ask for, or undoes it. Whoever asked knows the password, so
 * it is replaced by a random one and every sign-in ends; the owner gets an email to choose a new password. If the process
 * dies, the link still works and continues.
 * @throws email_change_link_invalid
 */
export const stopEmailChange = async (container: MedusaContainer, token: string): Promise<void> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const stopHash = hashOf(token)
  const since = new Date(clock.now().getTime() - STOP_DAYS * 86_400_000)
  const found = await findStoppableChange(knex, stopHash, since)
  if (!found) throw errors.fail("email_change_link_invalid")
  await knex.transaction(async (trx) => {
    await lockEmailChanges(trx, found.identity_id)
    const change = await findStoppableChange(trx, stopHash, since)
    const current = await signInAddressOf(trx, found.identity_id)
    if (!change || !current) throw errors.fail("email_change_link_invalid")
    const { identity_id: identityId, customer_id: customerId, from_email: email } = change
    // A later change may have moved the address further.
    const back = { identityId, customerId, from: current.email, to: email, epoch: newEpoch() }
    if (!(await moveEmailAddress(container, back))) throw errors.fail("email_change_link_invalid")
    await replacePassword(container, {
      identityId,
      actorType: "customer",
      email,
      password: randomBytes(32).toString("base64url"),
    })
    await dropChangesSince(trx, change)
    if (current.email !== email)
      await enqueueWork(trx, [
        moveOrderEmailsWork(`${change.id}-stopped`, {
          customer_id: customerId,
          earlier_emails: [current.email, change.to_email],
        }),
      ])
    await recordSecurityEvent(container, {
      action: "identity.email_change_stopped",
      actor: { type: "customer", id: customerId, email },
    })
  })
}
