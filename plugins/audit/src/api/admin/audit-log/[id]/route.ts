import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { AuditEntryAnswer } from "../../../../contracts"
import { readEntry } from "../../../../use-cases"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<AuditEntryAnswer>) => {
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  res.json({ audit_entry: await readEntry(knex, req.params.id ?? "") })
}
