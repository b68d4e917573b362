import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readCommission } from "../../../../workflows/read-commissions"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ commission: await readCommission(req.scope, req.params.id ?? "") })
}
