import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ApprovalOut, DeclineApproval } from "../../../../../contracts/approvals"
import { decline } from "../../../../../use-cases/approvals"
import { staffOfRequest } from "../../../../staff-request"

export const POST = async (req: MedusaRequest<DeclineApproval>, res: MedusaResponse<{ approval: ApprovalOut }>) => {
  const { reason } = req.validatedBody
  res.json({ approval: await decline(req.scope, staffOfRequest(req), String(req.params.id), reason) })
}
