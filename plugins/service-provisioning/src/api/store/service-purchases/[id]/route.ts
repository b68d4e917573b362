import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readServicePurchase } from "../../../../use-cases/read-service-purchase"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const actor = actorOf(req)
  const customerId = actor.type === "customer" ? (actor.id ?? undefined) : undefined
  // Personal for the owner, and out of date at once: nobody may keep it.
  res.setHeader("cache-control", "no-store")
  res.json({ purchase: await readServicePurchase(req.scope, { id: req.params.id ?? "", customerId }) })
}
