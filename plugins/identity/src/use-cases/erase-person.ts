import { requestMail } from "@atrium/notifications/tx"
import { knexOf, type Person, personalData, type PersonalData } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import { endErasure, listSteps, recordStep } from "../data/privacy-requests"
import { forgetPersonWork } from "../domain/privacy-work"
import { erasedMail, erasureRefusedMail } from "../mail/privacy-mail-requests"
import type { RunningRequest } from "./export-person"
import { readUnsettled } from "./find-person"
import { recordPrivacyEvent } from "./record-privacy-event"

type Erased = PersonalData & { readonly erasure: "deleted" | "cleared" | "kept" }

const isAbout = (entry: PersonalData): entry is Erased => entry.erasure !== "none"

/** Erases one table and records it in the same transaction: a table that is recorded is done. */
const eraseTable = (container: MedusaContainer, id: string, entry: Erased, person: Person): Promise<void> =>
  knexOf(container).transaction(async (trx) => {
    const { table, what, erasure: done, why = null } = entry
    const kept = async () => (await entry.read?.(container, person))?.length ?? 0
    const rows = done === "kept" ? await kept() : ((await entry.erase?.(container, person, trx)) ?? 0)
    await recordStep(trx, id, { table, what, done, rows, why })
  })

/**
 * Erases a person from every table, sign-ins first. It begins only while nothing is open, and is final from then on. After
 * an interruption it continues with the first table that is not recorded.
 */
export const erasePerson = async (
  container: MedusaContainer,
  { id, email, person }: RunningRequest,
  signal: AbortSignal
): Promise<void> => {
  const knex = knexOf(container)
  const done = new Set((await listSteps(knex, id)).map(({ table }) => table))
  const open = done.size > 0 ? [] : await readUnsettled(container, person)
  if (open.length > 0) {
    await knex.transaction(async (trx) => {
      if (!(await endErasure(trx, { id, refusals: open }))) return
      await requestMail(trx, [erasureRefusedMail({ id, email, reasons: open })])
      await recordPrivacyEvent(trx, "privacy.erasure_refused", { id })
    })
    return
  }
  for (const entry of personalData.all().filter(isAbout)) {
    if (done.has(entry.table)) continue
    if (signal.aborted) throw new WorkFailure("The attempt took too long; it continues where it stopped")
    await eraseTable(container, id, entry, person)
  }
  await knex.transaction(async (trx) => {
    if (!(await endErasure(trx, { id, refusals: [] }))) return
    await requestMail(trx, [erasedMail({ id, email })])
    await recordPrivacyEvent(trx, "privacy.erased", { id })
    await enqueueWork(trx, [forgetPersonWork(id)])
  })
}
