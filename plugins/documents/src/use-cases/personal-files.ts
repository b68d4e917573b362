import { createHash } from "node:crypto"
import type { Readable } from "node:stream"

import { commonErrors } from "@atrium/kernel"
import { knexOf, type UploadedFile } from "@atrium/server"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { bytesInWords, FILE_KINDS, type FileRule, kindsInWords, MOST_WAITING_BYTES } from "../contracts/file-kinds"
import { cleanFileName, type PersonalFileOut } from "../contracts/personal-files"
import {
  deleteFileRow,
  endFile,
  type ExpiredFile,
  type FileOwner,
  insertFile,
  markStored,
  type NewFile,
  type PersonalFileRow,
  takeExpired,
  waitingFiles,
  waitingWith,
} from "../data/personal-files"
import { fileKindOfContent } from "./file-kind-of"

/** A file as its sender and its readers see it. */
export const toPersonalFile = (row: PersonalFileRow): PersonalFileOut => ({
  id: row.id,
  question_id: row.question_id,
  line_item_id: row.line_item_id,
  name: row.name,
  kind: row.kind,
  size: row.size,
  created_at: row.created_at.toISOString(),
})

const refuse = (sentence: string): Error => commonErrors.fail("invalid_input", { details: { file: sentence } })

/** What is sent, for which question, and what that question takes. */
export type SentFile = Pick<NewFile, "owner" | "questionId" | "lineItemId" | "customerId"> & {
  readonly rule: FileRule
  readonly file: UploadedFile
}

const checkedKind = async ({ rule, file }: SentFile) => {
  const size = file.content.byteLength
  if (size === 0) throw refuse("This file is empty. Choose another one")
  if (size > rule.max_bytes)
    throw refuse(`This file has ${bytesInWords(size)}. Choose one of at most ${bytesInWords(rule.max_bytes)}`)
  const kind = await fileKindOfContent(file.content)
  if (!kind || !rule.kinds.includes(kind))
    throw refuse(`This isn't a ${kindsInWords(rule.kinds)} file. Choose another one`)
  return kind
}

/** Notes the file under the limits of its owner, which no two uploads can pass together. */
const noteFile = (container: MedusaContainer, sent: SentFile, file: NewFile): Promise<PersonalFileRow> =>
  knexOf(container).transaction(async (trx) => {
    const waiting = await waitingWith(trx, sent)
    if (waiting.files >= sent.rule.max_files)
      throw refuse(
        sent.rule.max_files === 1
          ? "Only one file can be sent here. Remove it first"
          : `At most ${sent.rule.max_files} files can be sent here. Remove one first`
      )
    if (waiting.bytes + file.size > MOST_WAITING_BYTES)
      throw refuse(`All files together may have at most ${bytesInWords(MOST_WAITING_BYTES)}. Remove one first`)
    return insertFile(trx, file)
  })

/**
 * Checks a file by its content and stores it privately. It waits with its owner for 30 days after it was last used.
 * @throws invalid_input with a sentence in `details.file`: too large, of a wrong kind, too many
 */
export const storePersonalFile = async (container: MedusaContainer, sent: SentFile): Promise<PersonalFileOut> => {
  const { content, name } = sent.file
  const kind = await checkedKind(sent)
  const row = await noteFile(container, sent, {
    owner: sent.owner,
    questionId: sent.questionId,
    lineItemId: sent.lineItemId,
    customerId: sent.customerId,
    name: cleanFileName(name),
    kind,
    size: content.byteLength,
    sha256: createHash("sha256").update(content).digest("hex"),
  })
  const storage = container.resolve(Modules.FILE)
  const stored = await storage.createFiles({
    filename: row.storage_key,
    mimeType: FILE_KINDS[kind].mimeType,
    content: content.toString("base64"),
    access: "private",
  })
  // Deleted while it was being stored, for example because its sender was erased.
  if (!(await markStored(knexOf(container), row.id, stored.id))) {
    await storage.deleteFiles(stored.id)
    throw commonErrors.fail("conflict")
  }
  return toPersonalFile(row)
}

/** The files that wait with an owner, oldest first. They wait on from now. */
export const listWaitingFiles = async (container: MedusaContainer, owner: FileOwner): Promise<PersonalFileOut[]> =>
  (await waitingFiles(knexOf(container), owner)).map(toPersonalFile)

/**
 * Removes a file that waits with an owner.
 * @throws not_found
 */
export const removeWaitingFile = async (
  container: MedusaContainer,
  owner: FileOwner,
  id: string
): Promise<{ deleted: true }> => {
  if (!(await endFile(knexOf(container), owner, id))) throw commonErrors.fail("not_found")
  return { deleted: true }
}

/** The bytes of a file. */
export const openPersonalFile = (container: MedusaContainer, file: PersonalFileRow): Promise<Readable> =>
  container.resolve(Modules.FILE).getDownloadStream(file.storage_key)

const deleteExpired = async (container: MedusaContainer, { id, storage_key }: ExpiredFile): Promise<boolean> => {
  try {
    await container.resolve(Modules.FILE).deleteFiles(storage_key)
    return await deleteFileRow(knexOf(container), id)
  } catch (error) {
    // It is taken again in an hour.
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`The file ${id} could not be deleted`, error instanceof Error ? error : undefined)
    return false
  }
}

/**
 * Deletes the files that wait no longer: their cart or draft was abandoned, they were removed, or storing them failed. First
 * the bytes, then the row, so that none is without the other. One at a time, so that an order can still claim those that
 * the storage has not been asked to delete. Returns the number of deleted files.
 */
export const deleteExpiredFiles = async (container: MedusaContainer): Promise<number> => {
  const next = () => takeExpired(knexOf(container))
  let deleted = 0
  for (let file = await next(); file; file = await next()) if (await deleteExpired(container, file)) deleted += 1
  return deleted
}
