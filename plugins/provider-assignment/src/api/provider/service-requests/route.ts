import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListPortalRequests } from "../../../contracts/portal"
import { listPortalRequests } from "../../../workflows/provider-portal/read-requests"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json(await listPortalRequests(req.scope, req.auth_context.actor_id, req.validatedQuery as ListPortalRequests))
}
