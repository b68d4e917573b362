import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { listOwnRequests } from "../../../../../use-cases/read-service-requests"

type Page = { order: string; limit: number; offset: number }

export const GET = async (req: AuthenticatedMedusaRequest<unknown, Page>, res: MedusaResponse) => {
  res.json(await listOwnRequests(req.scope, req.auth_context.actor_id, req.validatedQuery))
}
