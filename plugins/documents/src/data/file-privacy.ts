import { knexOf, type PersonalData, sqlChanges } from "@atrium/server"
import { Modules } from "@medusajs/framework/utils"

import { filesOfPerson } from "./personal-files"

/** Those whose bytes are in storage: not those that are being stored or deleted. */
const storedFilesOf = async (...of: Parameters<typeof filesOfPerson>) =>
  (await filesOfPerson(...of)).filter(({ state }) => state === "stored")

/** The files that a person sent: exported with their content, and deleted from the storage before their rows. */
export const filePersonalData: PersonalData = {
  table: "personal_file",
  what: "files sent with purchases",
  erasure: "deleted",
  read: async (container, person) =>
    (await storedFilesOf(knexOf(container), person)).map(({ id, name, kind, size, question_id, created_at }) => ({
      id,
      name,
      kind,
      size,
      question: question_id,
      sent_at: created_at,
    })),
  files: async (container, person) => {
    const storage = container.resolve(Modules.FILE)
    const files = await storedFilesOf(knexOf(container), person)
    // With its id, because a person may send two files of one name.
    const contentOf = async (file: (typeof files)[number]) => ({
      name: `${file.id}-${file.name}`,
      content: await storage.getAsBuffer(file.storage_key),
    })
    const read: Awaited<ReturnType<typeof contentOf>>[] = []
    for (const file of files) read.push(await contentOf(file))
    return read
  },
  erase: async (container, person, trx) => {
    const files = await filesOfPerson(trx, person)
    const storage = container.resolve(Modules.FILE)
    // May run again: a file that is already gone is no error.
    for (const { storage_key: key } of files) await storage.deleteFiles(key)
    return sqlChanges(trx, "DELETE FROM personal_file WHERE id = ANY(:ids)", { ids: files.map(({ id }) => id) })
  },
}
