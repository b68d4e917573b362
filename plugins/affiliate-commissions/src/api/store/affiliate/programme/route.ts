import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readOfferedTerms } from "../../../../workflows/read-terms"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ programme: await readOfferedTerms(req.scope) })
}
