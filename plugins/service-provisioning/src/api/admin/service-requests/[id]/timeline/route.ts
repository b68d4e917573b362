import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readTimeline } from "../../../../../workflows/read-service-requests"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ timeline: await readTimeline(req.scope, req.params.id ?? "") })
}
