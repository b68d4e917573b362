import { clock, commonErrors } from "@atrium/kernel"
import { graphRows, knexOf, type Person } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import {
  errors,
  type PrivacyKind,
  type PrivacyRequestDetails,
  type PrivacyRequestQuery,
  type PrivacyRequestView,
} from "../contracts"
import {
  confirmByStaff,
  findRequest,
  insertRequest,
  listRequests,
  listSteps,
  type PrivacyRow,
} from "../data/privacy-requests"
import { type StoredRequest, toRequestView, waitsForStaff } from "../domain/present-privacy-request"
import { runRequestWork } from "../domain/privacy-work"
import { askedBy, CONFIRMATION_DAYS, isSecondPerson, type StaffCredential } from "../domain/second-person"
import { blockedBy } from "./ask-privacy"
import { isKnown, readPerson, readUnsettled } from "./find-person"
import { recordPrivacyEvent } from "./record-privacy-event"

const DAY_MS = 86_400_000
const API_KEY = "api-key:"

const ApiKey = z.object({ id: z.string(), created_by: z.string().nullish() })

/** Tells for each of these requests whether the member of staff may confirm it. */
const secondPersonOf = async (
  container: MedusaContainer,
  staff: StaffCredential,
  rows: readonly PrivacyRow[]
): Promise<(row: Pick<StoredRequest, "asked_by">) => boolean> => {
  const ids = rows.flatMap(({ asked_by }) => (asked_by?.startsWith(API_KEY) ? [asked_by.slice(API_KEY.length)] : []))
  const keys =
    ids.length === 0
      ? []
      : await graphRows(container, ApiKey, { entity: "api_key", fields: ["id", "created_by"], filters: { id: ids } })
  const creators = new Map(keys.map((key) => [`${API_KEY}${key.id}`, key.created_by ?? null]))
  return ({ asked_by: asker }) => isSecondPerson(staff, { asker, keyCreator: creators.get(asker ?? "") ?? null })
}

/** One page of requests. */
export const listForStaff = async (container: MedusaContainer, query: PrivacyRequestQuery, staff: StaffCredential) => {
  const { rows, count } = await listRequests(knexOf(container), query)
  const now = clock.now()
  const mayConfirm = await secondPersonOf(container, staff, rows)
  return {
    privacy_requests: rows.map((row) => toRequestView(row, now, mayConfirm)),
    count,
    offset: query.offset,
    limit: query.limit,
  }
}

/** A request with its report. @throws not_found */
export const readForStaff = async (
  container: MedusaContainer,
  id: string,
  staff: StaffCredential
): Promise<PrivacyRequestDetails> => {
  const knex = knexOf(container)
  const row = await findRequest(knex, id)
  if (!row) throw commonErrors.fail("not_found")
  const mayConfirm = await secondPersonOf(container, staff, [row])
  return { ...toRequestView(row, clock.now(), mayConfirm), report: await listSteps(knex, id) }
}

const refuseWhileOpen = async (container: MedusaContainer, person: Person): Promise<void> => {
  const open = await readUnsettled(container, person)
  if (open.length > 0) throw errors.fail("erasure_blocked", { details: blockedBy(open) })
}

const run = async (trx: Knex.Transaction, { id }: Pick<PrivacyRow, "id">): Promise<void> => {
  await enqueueWork(trx, [runRequestWork(id)])
}

/**
 * Starts an export for a person whose identity staff have verified, or asks for their erasure, which a second person must
 * confirm within seven days. Neither needs a confirmation by email.
 * @throws no_personal_data, erasure_blocked
 */
export const startForPerson = async (
  container: MedusaContainer,
  asked: { kind: PrivacyKind; email: string; reason: string },
  staff: StaffCredential
): Promise<PrivacyRequestView> => {
  const { kind, email, reason } = asked
  const person = await readPerson(container, email)
  if (!isKnown(person)) throw errors.fail("no_personal_data")
  const erases = kind === "erase"
  if (erases) await refuseWhileOpen(container, person)
  return knexOf(container).transaction(async (trx) => {
    const now = clock.now()
    const row = await insertRequest(trx, {
      kind,
      email,
      reason,
      origin: "staff",
      customer_id: null,
      tokenHash: null,
      linkExpiresAt: erases ? new Date(now.getTime() + CONFIRMATION_DAYS * DAY_MS) : now,
      // Found again when it is confirmed.
      person: erases ? null : person,
      askedBy: askedBy(staff),
    })
    if (!erases) await run(trx, row)
    await recordPrivacyEvent(trx, erases ? "privacy.asked_by_staff" : "privacy.started_by_staff", row)
    return toRequestView(row, now)
  })
}

/**
 * Starts an erasure that other staff asked for.
 * @throws not_found, second_person_required for the one who asked and for API keys, erasure_blocked
 * @throws invalid_transition when it waits for no one: confirmed before, expired, or not asked for by staff
 */
export const confirmForPerson = async (
  container: MedusaContainer,
  id: string,
  staff: StaffCredential
): Promise<PrivacyRequestView> => {
  const knex = knexOf(container)
  const asked = await findRequest(knex, id)
  if (!asked) throw commonErrors.fail("not_found")
  if (!asked.email || !waitsForStaff(asked, clock.now())) throw commonErrors.fail("invalid_transition")
  const maySecond = await secondPersonOf(container, staff, [asked])
  if (!maySecond(asked)) throw errors.fail("second_person_required")
  const person = await readPerson(container, asked.email)
  await refuseWhileOpen(container, person)
  return knex.transaction(async (trx) => {
    const row = await confirmByStaff(trx, { id, by: askedBy(staff), person })
    // Someone else was faster, or it has just expired.
    if (!row) throw commonErrors.fail("invalid_transition")
    await run(trx, row)
    await recordPrivacyEvent(trx, "privacy.confirmed_by_staff", row)
    return toRequestView(row, clock.now())
  })
}
