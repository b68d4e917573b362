import { commonErrors } from "@atrium/kernel"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { WorkItemAnswer } from "../../../../contracts"
import { findWorkItem } from "../../../../workflows"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<WorkItemAnswer>) => {
  const item = await findWorkItem(req.scope, String(req.params.id))
  if (!item) throw commonErrors.fail("not_found")
  res.json({ work_item: item })
}
