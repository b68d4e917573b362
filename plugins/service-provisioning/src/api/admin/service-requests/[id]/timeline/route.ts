import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readTimeline } from "../../../../../use-cases/read-service-requests"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ timeline: await readTimeline(req.scope, req.params.id ?? "") })
}
