import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type AuditListAnswer, AuditListQuery } from "../../../contracts"
import { listEntries } from "../../../use-cases"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<AuditListAnswer>) => {
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  res.json(await listEntries(knex, AuditListQuery.parse(req.validatedQuery)))
}
