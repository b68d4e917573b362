import { clock, commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  errors,
  type PrivacyKind,
  type PrivacyRequestDetails,
  type PrivacyRequestQuery,
  type PrivacyRequestView,
} from "../contracts"
import { findRequest, insertRequest, listRequests, listSteps } from "../data/privacy-requests"
import { toRequestView } from "../domain/present-privacy-request"
import { runRequestWork } from "../domain/privacy-work"
import { blockedBy } from "./ask-privacy"
import { isKnown, readPerson, readUnsettled } from "./find-person"
import { recordPrivacyEvent } from "./record-privacy-event"

/** One page of requests. */
export const listForStaff = async (container: MedusaContainer, query: PrivacyRequestQuery) => {
  const { rows, count } = await listRequests(knexOf(container), query)
  const now = clock.now()
  return {
    privacy_requests: rows.map((row) => toRequestView(row, now)),
    count,
    offset: query.offset,
    limit: query.limit,
  }
}

/** A request with its report. @throws not_found */
export const readForStaff = async (container: MedusaContainer, id: string): Promise<PrivacyRequestDetails> => {
  const knex = knexOf(container)
  const row = await findRequest(knex, id)
  if (!row) throw commonErrors.fail("not_found")
  return { ...toRequestView(row, clock.now()), report: await listSteps(knex, id) }
}

/**
 * Starts a request for a person whose identity staff have verified. Needs no confirmation by email.
 * @throws no_personal_data, erasure_blocked
 */
export const startForPerson = async (
  container: MedusaContainer,
  asked: { kind: PrivacyKind; email: string; reason: string }
): Promise<PrivacyRequestView> => {
  const { kind, email, reason } = asked
  const person = await readPerson(container, email)
  if (!isKnown(person)) throw errors.fail("no_personal_data")
  if (kind === "erase") {
    const open = await readUnsettled(container, person)
    if (open.length > 0) throw errors.fail("erasure_blocked", { details: blockedBy(open) })
  }
  return knexOf(container).transaction(async (trx) => {
    const now = clock.now()
    const row = await insertRequest(trx, {
      kind,
      email,
      reason,
      origin: "staff",
      customer_id: null,
      tokenHash: null,
      linkExpiresAt: now,
      person,
    })
    await enqueueWork(trx, [runRequestWork(row.id)])
    await recordPrivacyEvent(trx, "privacy.started_by_staff", row)
    return toRequestView(row, now)
  })
}
