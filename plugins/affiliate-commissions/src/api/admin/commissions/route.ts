import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListCommissions } from "../../../contracts/commissions"
import { listCommissionsForStaff } from "../../../workflows/read-commissions"

export const GET = async (req: MedusaRequest<unknown, ListCommissions>, res: MedusaResponse) => {
  res.json(await listCommissionsForStaff(req.scope, req.validatedQuery))
}
