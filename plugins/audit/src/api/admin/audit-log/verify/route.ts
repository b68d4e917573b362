import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { VerificationAnswer, VerifyAuditLog } from "../../../../contracts"
import { sealEntries, verifyChain } from "../../../../use-cases"

export const POST = async (
  req: AuthenticatedMedusaRequest<VerifyAuditLog>,
  res: MedusaResponse<VerificationAnswer>
) => {
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [seq, hash] = req.validatedBody.head?.split(":") ?? []
  await sealEntries(knex)
  res.json({ verification: await verifyChain(knex, seq && hash ? { seq: Number(seq), hash } : undefined) })
}
