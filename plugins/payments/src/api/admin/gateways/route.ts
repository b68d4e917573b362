import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { listGateways } from "../../../workflows/list-gateways"

export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  res.json({ gateways: await listGateways(req.scope) })
}
