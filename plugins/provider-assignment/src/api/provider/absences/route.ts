import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { AddPortalAbsence } from "../../../contracts/portal"
import { addPortalAbsenceWorkflow, listPortalAbsences } from "../../../workflows/provider-portal/absences"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const page = req.validatedQuery as { order: string; limit: number; offset: number }
  res.json(await listPortalAbsences(req.scope, req.auth_context.actor_id, page))
}

export const POST = async (req: AuthenticatedMedusaRequest<AddPortalAbsence>, res: MedusaResponse) => {
  const { result } = await addPortalAbsenceWorkflow(req.scope).run({
    input: { ...req.validatedBody, provider_id: req.auth_context.actor_id },
  })
  res.status(201).json({ absence: result })
}
