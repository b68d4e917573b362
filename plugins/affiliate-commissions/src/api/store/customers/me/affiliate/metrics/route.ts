import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readOwnMetrics } from "../../../../../../workflows/read-portal"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ metrics: await readOwnMetrics(req.scope, req.auth_context.actor_id) })
}
