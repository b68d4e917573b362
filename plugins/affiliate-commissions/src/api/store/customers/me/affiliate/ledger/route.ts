import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ListLedgerLines } from "../../../../../../contracts/portal"
import { listOwnLedgerLines } from "../../../../../../workflows/read-portal"

export const GET = async (req: AuthenticatedMedusaRequest<unknown, ListLedgerLines>, res: MedusaResponse) => {
  res.json(await listOwnLedgerLines(req.scope, req.auth_context.actor_id, req.validatedQuery))
}
