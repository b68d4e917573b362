import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { completeServicePurchase } from "../../../../../workflows/complete-service-purchase"

export const POST = async (req: MedusaRequest, res: MedusaResponse) => {
  const completion = await completeServicePurchase(req.scope, req.params.id ?? "")
  if (completion.type === "pending") res.status(202).setHeader("retry-after", String(completion.retry_after))
  res.json(completion)
}
