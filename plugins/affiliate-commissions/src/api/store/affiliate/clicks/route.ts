import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { RecordClick } from "../../../../contracts/clicks"
import { recordAffiliateClick } from "../../../../workflows/record-click"

export const POST = async (req: MedusaRequest<RecordClick>, res: MedusaResponse) => {
  const id = await recordAffiliateClick(req.scope, req.validatedBody, {
    address: req.ip,
    device: req.headers["user-agent"],
    refusesTracking: req.headers["sec-gpc"] === "1" || req.headers.dnt === "1",
  })
  res.status(id ? 200 : 202).json({ click_id: id ?? null })
}
