import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readPortalRequest } from "../../../../workflows/provider-portal/read-requests"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ service_request: await readPortalRequest(req.scope, req.auth_context.actor_id, req.params.id ?? "") })
}
