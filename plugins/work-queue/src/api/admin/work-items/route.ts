import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { WorkItemListAnswer } from "../../../contracts"
import { WorkItemListQuery } from "../../../contracts"
import { listWorkItems } from "../../../workflows"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<WorkItemListAnswer>) => {
  res.json(await listWorkItems(req.scope, WorkItemListQuery.parse(req.validatedQuery)))
}
