import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListDecisions } from "../../../contracts/decisions"
import { listDecisionsForStaff } from "../../../workflows/admin/read-decisions"

export const GET = async (req: AuthenticatedMedusaRequest<unknown, ListDecisions>, res: MedusaResponse) => {
  res.json(await listDecisionsForStaff(req.scope, req.validatedQuery))
}
