import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListAffiliates } from "../../../contracts/admin"
import { listAffiliates } from "../../../workflows/read-admin"

export const GET = async (req: MedusaRequest<unknown, ListAffiliates>, res: MedusaResponse) => {
  res.json(await listAffiliates(req.scope, req.validatedQuery))
}
