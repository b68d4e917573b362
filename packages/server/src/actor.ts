import { type Actor, commonErrors } from "@atrium/kernel"
import type { MedusaRequest } from "@medusajs/framework/http"

const TYPES: Readonly<Record<string, Actor["type"]>> = {
  customer: "customer",
  user: "staff",
  "api-key": "staff",
  provider: "provider",
}

/** Who makes this request; without a credential, a guest without an id. */
export const actorOf = (req: MedusaRequest): Actor => {
  const auth = (req as MedusaRequest & { auth_context?: { actor_type?: string; actor_id?: string } }).auth_context
  const type = auth?.actor_type ? TYPES[auth.actor_type] : undefined
  return type && auth?.actor_id ? { type, id: auth.actor_id } : { type: "guest", id: null }
}

/** The credential behind a request to a route that only signed-in callers reach: `user`, `api-key`, `customer`. */
export const credentialOf = (req: MedusaRequest): { type: string; id: string } => {
  const auth = (req as MedusaRequest & { auth_context?: { actor_type?: string; actor_id?: string } }).auth_context
  if (!auth?.actor_type || !auth.actor_id) throw commonErrors.fail("unauthorized")
  return { type: auth.actor_type, id: auth.actor_id }
}
