import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { listOwnLinks } from "../../../../../../workflows/read-portal"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ links: await listOwnLinks(req.scope, req.auth_context.actor_id) })
}
