import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import { errors } from "../contracts"
import { confirmRequest, findUnconfirmed, type PrivacyRow } from "../data/privacy-requests"
import { hashOf } from "../domain/secret-link"
import { runRequestWork } from "../domain/privacy-work"
import { blockedBy } from "./ask-privacy"
import { readPerson, readUnsettled } from "./find-person"
import { recordPrivacyEvent } from "./record-privacy-event"

/**
 * Starts the request that the emailed link is for. The link works once; an erasure that is blocked does not use it up.
 * @throws privacy_link_invalid, erasure_blocked
 */
export const confirmPrivacyRequest = async (container: MedusaContainer, token: string): Promise<PrivacyRow> => {
  const knex = knexOf(container)
  const tokenHash = hashOf(token)
  const found = await findUnconfirmed(knex, tokenHash)
  // Unknown, used, expired: the same error for all.
  if (!found?.email) throw errors.fail("privacy_link_invalid")
  const person = await readPerson(container, found.email)
  if (found.kind === "erase") {
    const open = await readUnsettled(container, person)
    if (open.length > 0) throw errors.fail("erasure_blocked", { details: blockedBy(open) })
  }
  return knex.transaction(async (trx) => {
    const confirmed = await confirmRequest(trx, tokenHash, person)
    if (!confirmed) throw errors.fail("privacy_link_invalid")
    await enqueueWork(trx, [runRequestWork(confirmed.id)])
    await recordPrivacyEvent(trx, "privacy.confirmed", confirmed)
    return confirmed
  })
}
