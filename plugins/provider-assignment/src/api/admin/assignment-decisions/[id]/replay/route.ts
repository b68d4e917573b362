import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { replayDecision } from "../../../../../workflows/admin/read-decisions"

export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ replay: await replayDecision(req.scope, req.params["id"] ?? "") })
}
