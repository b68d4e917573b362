import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { assignmentErrors } from "../contracts/errors"
import { storeInvitation } from "../data/invitations"
import { hashOfToken, INVITATION_DAYS, newInvitationToken } from "../domain/invitation"
import { invitationMail } from "../mail"

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Emails a provider without a password a link that sets one: once, within seven days. Inviting again invalidates the
 * earlier link.
 * @throws invitation_not_due when there is no such provider, they have signed in already, or are suspended
 */
export const inviteProvider = async (container: MedusaContainer, id: string): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const token = newInvitationToken()
  const now = clock.now()
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * DAY_MS)
  await knex.transaction(async (trx) => {
    const provider = await storeInvitation(trx, { id, hash: hashOfToken(token), expiresAt, now })
    if (!provider) throw assignmentErrors.fail("invitation_not_due")
    await requestMail(trx, [invitationMail({ provider, token, days: INVITATION_DAYS })])
  })
}
