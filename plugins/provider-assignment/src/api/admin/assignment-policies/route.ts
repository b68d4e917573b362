import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListPolicies } from "../../../contracts/policies"
import { listPoliciesForStaff } from "../../../workflows/admin/read-policies"

export const GET = async (req: AuthenticatedMedusaRequest<unknown, ListPolicies>, res: MedusaResponse) => {
  res.json(await listPoliciesForStaff(req.scope, req.validatedQuery))
}
