import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { knexOf, type Person, personalData, type PersonalFile } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { strToU8, zipSync } from "fflate"

import { completeExport, recordStep } from "../data/privacy-requests"
import { ARCHIVE_DAYS } from "../data/privacy-retention"
import { archiveReadme, type ArchiveTable, fileOfTable } from "../domain/pack-archive"
import { hashOf, newSecret } from "../domain/secret-link"
import { archiveMail } from "../mail/privacy-mail-requests"
import { recordPrivacyEvent } from "./record-privacy-event"

export type RunningRequest = { readonly id: string; readonly email: string; readonly person: Person }

/** The ZIP file with one JSON file per table, the person's PDFs, and a text that explains them. */
const packed = (email: string, tables: readonly ArchiveTable[], documents: readonly PersonalFile[]): Uint8Array =>
  zipSync({
    "README.txt": strToU8(
      archiveReadme(
        email,
        tables,
        documents.map(({ name }) => name)
      )
    ),
    ...Object.fromEntries(
      tables.map(({ table, rows }) => [`data/${fileOfTable(table)}`, strToU8(JSON.stringify(rows, null, 2))])
    ),
    ...Object.fromEntries(documents.map(({ name, content }) => [`documents/${name}`, content])),
  })

/** Reads everything about a person into one archive and emails its link. Nothing is stored until the archive is whole. */
export const exportPerson = async (
  container: MedusaContainer,
  { id, email, person }: RunningRequest
): Promise<void> => {
  const tables: ArchiveTable[] = []
  const documents: PersonalFile[] = []
  for (const { table, what, read, files } of personalData.all()) {
    if (read) tables.push({ table, what, rows: await read(container, person) })
    if (files) documents.push(...(await files(container, person)))
  }
  const token = newSecret()
  const expiresAt = new Date(clock.now().getTime() + ARCHIVE_DAYS * 86_400_000)
  const archive = packed(email, tables, documents)
  await knexOf(container).transaction(async (trx) => {
    if (!(await completeExport(trx, { id, tokenHash: hashOf(token), expiresAt, archive }))) return
    for (const { table, what, rows } of tables)
      await recordStep(trx, id, { table, what, done: "exported", rows: rows.length, why: null })
    await requestMail(trx, [archiveMail({ id, email, token, days: ARCHIVE_DAYS })])
    await recordPrivacyEvent(trx, "privacy.exported", { id })
  })
}
