import { commonErrors } from "@atrium/kernel"
import { actorOf } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Core shows an order to anyone who knows its ID; here only its signed-in customer can see it. */
export const ownOrderOnly = async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  const actor = actorOf(req)
  if (actor.type !== "customer" || !actor.id) return next(commonErrors.fail("unauthorized"))
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { id: req.params.id ?? "", customer_id: actor.id },
  })
  next(data[0] ? undefined : commonErrors.fail("not_found"))
}
