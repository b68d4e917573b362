import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ServiceDetails } from "../../../../../contracts/purchases"
import { keepServiceDetails } from "../../../../../use-cases/keep-service-details"

export const POST = async (req: MedusaRequest<ServiceDetails>, res: MedusaResponse) => {
  const actor = actorOf(req)
  const kept = await keepServiceDetails(req.scope, {
    cartId: req.params.id ?? "",
    customerId: actor.type === "customer" ? (actor.id ?? undefined) : undefined,
    details: req.validatedBody,
  })
  res.json({ service_details: kept })
}
