import { commonErrors } from "@atrium/kernel"
import { knexOf, type UploadedFile } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import { insertImport } from "../data/service-imports"
import { linesByService } from "../domain/import-plan"
import { checkImportWork } from "../domain/import-work"
import { shopCurrencies } from "./read-current-services"
import { readServicesCsv } from "./read-services-csv"

/**
 * Stores a CSV file of services and schedules its check, which changes nothing in the shop. Returns the import's id.
 * @throws invalid_input for a file that can't be read, with every reason
 */
export const uploadServiceImport = async (
  container: MedusaContainer,
  { name, content }: UploadedFile,
  createdBy: string | null
): Promise<string> => {
  const file = readServicesCsv(content, await shopCurrencies(container))
  if ("problems" in file) throw commonErrors.fail("invalid_input", { details: { ...file.problems } })
  return await knexOf(container).transaction(async (trx) => {
    const id = await insertImport(trx, {
      fileName: name || "services.csv",
      decimalComma: file.decimalComma,
      createdBy,
      services: linesByService(file.lines),
    })
    await enqueueWork(trx, [checkImportWork(id)])
    return id
  })
}
