import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import { provisioningErrors } from "../contracts/errors"
import { countLines, findImport, startImport } from "../data/service-imports"
import { importServicesWork } from "../domain/import-work"

/**
 * Schedules the import of a checked file. Does nothing for a file that is being imported or has been.
 * @throws not_found, import_being_checked
 * @throws import_has_wrong_lines unless services with wrong lines are to be skipped
 */
export const confirmServiceImport = async (
  container: MedusaContainer,
  { id, skipWrong }: { readonly id: string; readonly skipWrong: boolean }
): Promise<void> => {
  const knex = knexOf(container)
  const found = await findImport(knex, id)
  if (!found) throw commonErrors.fail("not_found")
  if (found.status === "checking") throw provisioningErrors.fail("import_being_checked")
  if (found.status !== "checked") return
  const isWrong = (await countLines(knex, id)).some(({ action }) => action === "wrong")
  if (isWrong && !skipWrong) throw provisioningErrors.fail("import_has_wrong_lines")
  await knex.transaction(async (trx) => {
    if (await startImport(trx, id, skipWrong)) await enqueueWork(trx, [importServicesWork(id, 1)])
  })
}
