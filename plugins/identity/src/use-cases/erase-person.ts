import { requestMail } from "@atrium/notifications/tx"
import { knexOf, type Person, personalData, type PersonalData } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import { endErasure, listSteps, markIncomplete, recordStep, storePerson } from "../data/privacy-requests"
import { forgetPersonWork } from "../domain/privacy-work"
import { erasedMail, erasureRefusedMail } from "../mail/privacy-mail-requests"
import type { RunningRequest } from "./export-person"
import { findRemaining } from "./find-remaining"
import { mergePersons, readPerson, readUnsettled } from "./find-person"
import { recordPrivacyEvent } from "./record-privacy-event"

type Erased = PersonalData & { readonly erasure: "deleted" | "cleared" | "kept" }

const isAbout = (entry: PersonalData): entry is Erased => entry.erasure !== "none"

/** Erases one table and records it in the same transaction. */
const eraseTable = (container: MedusaContainer, id: string, entry: Erased, person: Person): Promise<void> =>
  knexOf(container).transaction(async (trx) => {
    const { table, what, erasure: done, why = null } = entry
    const kept = async () => (await entry.read?.(container, person))?.length ?? 0
    const rows = done === "kept" ? await kept() : ((await entry.erase?.(container, person, trx)) ?? 0)
    await recordStep(trx, id, { table, what, done, rows, why })
  })

/**
 * Erases once more what was written about the person while the erasure ran, and then checks the whole database.
 * @throws WorkFailure while rows about the person remain: the work is repeated, and the request names the tables
 */
const eraseRemaining = async (
  container: MedusaContainer,
  { id, person }: Pick<RunningRequest, "id" | "person">
): Promise<void> => {
  if ((await findRemaining(container, person)).length === 0) return
  for (const entry of personalData.all().filter(isAbout))
    if (entry.erasure !== "kept") await eraseTable(container, id, entry, person)
  const remaining = await findRemaining(container, person)
  if (remaining.length === 0) return
  await markIncomplete(knexOf(container), id, remaining)
  throw new WorkFailure(`Rows about the person remain in: ${remaining.map(({ table }) => table).join(", ")}`)
}

/**
 * Erases a person from every table, sign-ins first. It begins only while nothing is open, and is final from then on. The keys
 * of everything to erase are stored before the first table, so that after an interruption it continues with the first table
 * that is not recorded. It is complete only when a check of every table finds nothing.
 */
export const erasePerson = async (
  container: MedusaContainer,
  { id, email, person: confirmed }: RunningRequest,
  signal: AbortSignal
): Promise<void> => {
  const knex = knexOf(container)
  const done = new Set((await listSteps(knex, id)).map(({ table }) => table))
  const begins = done.size === 0
  // Something may have been bought since the request was confirmed.
  const person = begins ? mergePersons(confirmed, await readPerson(container, email)) : confirmed
  const open = begins ? await readUnsettled(container, person) : []
  if (open.length > 0) {
    await knex.transaction(async (trx) => {
      if (!(await endErasure(trx, { id, refusals: open }))) return
      await requestMail(trx, [erasureRefusedMail({ id, email, reasons: open })])
      await recordPrivacyEvent(trx, "privacy.erasure_refused", { id })
    })
    return
  }
  if (begins) await storePerson(knex, id, person)
  for (const entry of personalData.all().filter(isAbout)) {
    if (done.has(entry.table)) continue
    if (signal.aborted) throw new WorkFailure("The attempt took too long; it continues where it stopped")
    await eraseTable(container, id, entry, person)
  }
  await eraseRemaining(container, { id, person })
  await knex.transaction(async (trx) => {
    if (!(await endErasure(trx, { id, refusals: [] }))) return
    await requestMail(trx, [erasedMail({ id, email })])
    await recordPrivacyEvent(trx, "privacy.erased", { id })
    await enqueueWork(trx, [forgetPersonWork(id)])
  })
}
