import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { readOwnRequest } from "../../../../../../use-cases/read-service-requests"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ service_request: await readOwnRequest(req.scope, req.auth_context.actor_id, req.params.id ?? "") })
}
