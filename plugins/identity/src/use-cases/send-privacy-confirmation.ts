import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { findPerson } from "../data/core/person"
import { countAsked, insertRequest, lockAddress } from "../data/privacy-requests"
import { hashOf, newSecret } from "../domain/secret-link"
import type { PrivacyAsked } from "../domain/privacy-work"
import { confirmationMail } from "../mail/privacy-mail-requests"
import { isKnown } from "./find-person"

const LINK_HOURS = 24
/** Minimum time between two emails of a kind to an address. */
const PAUSE_MINUTES = 5
const MOST_PER_DAY = 5

/** Emails the link that confirms a request, unless the address is unknown or has asked too often. */
export const sendPrivacyConfirmation = async (
  container: MedusaContainer,
  { kind, email, customer_id }: PrivacyAsked
): Promise<void> => {
  const knex = knexOf(container)
  if (!isKnown(await findPerson(knex, email))) return
  const token = newSecret()
  const now = clock.now().getTime()
  await knex.transaction(async (trx) => {
    await lockAddress(trx, email)
    const asked = (minutes: number) => countAsked(trx, { email, kind, since: new Date(now - minutes * 60_000) })
    if ((await asked(PAUSE_MINUTES)) > 0 || (await asked(24 * 60)) >= MOST_PER_DAY) return
    const { id } = await insertRequest(trx, {
      kind,
      email,
      customer_id,
      origin: customer_id ? "customer" : "guest",
      reason: null,
      tokenHash: hashOf(token),
      linkExpiresAt: new Date(now + LINK_HOURS * 3_600_000),
      person: null,
    })
    await requestMail(trx, [confirmationMail({ id, email, kind, token, hours: LINK_HOURS })])
  })
}
