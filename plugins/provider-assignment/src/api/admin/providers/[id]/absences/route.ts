import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { AddAbsence } from "../../../../../contracts/providers"
import { addProviderAbsenceWorkflow } from "../../../../../workflows/admin/change-absences"

export const POST = async (req: AuthenticatedMedusaRequest<AddAbsence>, res: MedusaResponse) => {
  const { result } = await addProviderAbsenceWorkflow(req.scope).run({
    input: { ...req.validatedBody, provider_id: req.params["id"] ?? "" },
  })
  res.status(201).json({ absence: result })
}
