import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { lookUpReference } from "../../../../workflows"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const acceptLanguage = req.get("accept-language")
  const { tracking, locale } = await lookUpReference(req.scope, {
    reference: req.params.reference ?? "",
    ...(acceptLanguage ? { acceptLanguage } : {}),
  })
  // A status may change any moment, and a number opens it: nothing on the way keeps a copy.
  res.set({ "Cache-Control": "no-store", "Content-Language": locale })
  res.vary("Accept-Language")
  res.json({ tracking })
}
