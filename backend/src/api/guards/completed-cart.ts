import { commonErrors } from "@atrium/kernel"
import { actorOf } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

const ownerOf = async (req: MedusaRequest) => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "completed_at", "customer_id"],
    filters: { id: req.params.id ?? "" },
  })
  return data[0]
}

/**
 * A cart's id is its credential only until it is bought: what a completed cart holds (name, mailbox, address) is
 * shown to its signed-in customer alone. Open carts of a signed-in customer stay reachable by id, as core has it.
 */
export const completedCartsClosed = async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  const cart = await ownerOf(req)
  if (!cart?.completed_at) return next()
  const actor = actorOf(req)
  next(actor.type === "customer" && actor.id === cart.customer_id ? undefined : commonErrors.fail("not_found"))
}

const PERSONAL: ReadonlySet<string> = new Set([
  "email",
  "customer",
  "customer_id",
  "shipping_address",
  "billing_address",
  "metadata",
  "payment_collections",
])

const withoutPerson = (body: unknown): unknown => {
  if (typeof body !== "object" || body === null || !("order" in body) || typeof body.order !== "object" || !body.order)
    return body
  const order = Object.fromEntries(Object.entries(body.order).filter(([field]) => !PERSONAL.has(field)))
  return { ...body, order }
}

/**
 * Completing again answers the same order (R05), to whoever knows the cart's id; so that answer names nobody. The
 * signed-in customer of the order gets it whole.
 */
export const anonymousCompletion = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
  const answer = res.json.bind(res)
  res.json = ((body: unknown) => {
    const actor = actorOf(req)
    const order = (body as { order?: { customer_id?: string } } | null)?.order
    const own = actor.type === "customer" && order?.customer_id === actor.id
    return answer(own ? body : withoutPerson(body))
  }) as typeof res.json
  next()
}
