import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { WorkItemAnswer } from "../../../../../contracts"
import { cancelWorkItemWorkflow } from "../../../../../workflows"

export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<WorkItemAnswer>) => {
  const { result } = await cancelWorkItemWorkflow(req.scope).run({ input: { id: String(req.params.id) } })
  res.json({ work_item: result })
}
