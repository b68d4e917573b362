import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListOwnCommissions } from "../../../../../../contracts/portal"
import { listOwnCommissions } from "../../../../../../workflows/read-portal"

export const GET = async (req: AuthenticatedMedusaRequest<unknown, ListOwnCommissions>, res: MedusaResponse) => {
  res.json(await listOwnCommissions(req.scope, req.auth_context.actor_id, req.validatedQuery))
}
