import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { type WorkItemGroupListAnswer, WorkItemGroupListQuery } from "../../../contracts"
import { listWorkItemGroups } from "../../../workflows"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<WorkItemGroupListAnswer>) => {
  res.json(await listWorkItemGroups(req.scope, WorkItemGroupListQuery.parse(req.validatedQuery)))
}
