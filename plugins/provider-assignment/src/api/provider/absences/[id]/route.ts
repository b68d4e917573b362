import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { removePortalAbsenceWorkflow } from "../../../../workflows/provider-portal/absences"

export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params.id ?? ""
  await removePortalAbsenceWorkflow(req.scope).run({ input: { provider_id: req.auth_context.actor_id, id } })
  res.json({ id, deleted: true })
}
