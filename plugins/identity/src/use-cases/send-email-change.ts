import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isAddressTaken, signInAddressOf } from "../data/core/sign-in-address"
import { lockEmailChanges, recordEmailChange } from "../data/email-changes"
import type { EmailChangeRequest } from "../domain/email-change"
import { hashOf, newSecret } from "../domain/secret-link"
import { emailChangeLinkMail, emailChangeNoticeMail } from "../mail/email-change-request"
import { accountExistsMail } from "../mail/registration-request"

const LINK_HOURS = 24

/**
 * Emails a link to the new address, or a notice that it is in use, and in both cases a notice with a link to stop the
 * change to the current address.
 */
export const sendEmailChange = async (container: MedusaContainer, request: EmailChangeRequest): Promise<void> => {
  const { identity_id, customer_id, from_email, to_email } = request
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [token, stopToken] = [newSecret(), newSecret()]
  await knex.transaction(async (trx) => {
    await lockEmailChanges(trx, identity_id)
    const current = await signInAddressOf(trx, identity_id)
    // Deleted, or changed by another link meanwhile.
    if (current?.email !== from_email) return
    const isTaken = await isAddressTaken(trx, to_email)
    const now = clock.now()
    await recordEmailChange(trx, {
      identityId: identity_id,
      customerId: customer_id,
      fromEmail: from_email,
      toEmail: to_email,
      tokenHash: isTaken ? null : hashOf(token),
      stopHash: hashOf(stopToken),
      now,
      expiresAt: new Date(now.getTime() + LINK_HOURS * 3_600_000),
    })
    // The hash distinguishes requests without storing the token.
    const requestId = hashOf(stopToken).slice(0, 32)
    await requestMail(trx, [
      isTaken
        ? accountExistsMail({ email: to_email, request: requestId })
        : emailChangeLinkMail({ email: to_email, request: requestId, token, hours: LINK_HOURS }),
      emailChangeNoticeMail({ email: from_email, request: requestId, token: stopToken }),
    ])
  })
}
