import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readDecision } from "../../../../workflows/admin/read-decisions"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ assignment_decision: await readDecision(req.scope, req.params["id"] ?? "") })
}
