import type { Actor } from "@atrium/kernel"
import type { MedusaRequest } from "@medusajs/framework/http"

const TYPES: Readonly<Record<string, Actor["type"]>> = {
  customer: "customer",
  user: "staff",
  "api-key": "staff",
  provider: "provider",
}

/** Who makes this request; a stranger is a guest without an id. */
export const actorOf = (req: MedusaRequest): Actor => {
  const auth = (req as MedusaRequest & { auth_context?: { actor_type?: string; actor_id?: string } }).auth_context
  const type = auth?.actor_type ? TYPES[auth.actor_type] : undefined
  return type && auth?.actor_id ? { type, id: auth.actor_id } : { type: "guest", id: null }
}
