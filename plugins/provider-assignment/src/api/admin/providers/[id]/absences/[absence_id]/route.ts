import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { removeProviderAbsenceWorkflow } from "../../../../../../workflows/admin/change-absences"

export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const id = req.params["absence_id"] ?? ""
  await removeProviderAbsenceWorkflow(req.scope).run({ input: { provider_id: req.params["id"] ?? "", id } })
  res.json({ id, object: "absence", deleted: true })
}
