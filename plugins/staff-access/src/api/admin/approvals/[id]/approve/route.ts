import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ApprovalOut } from "../../../../../contracts/approvals"
import { approve } from "../../../../../use-cases/approvals"
import { staffOfRequest } from "../../../../staff-request"

export const POST = async (req: MedusaRequest, res: MedusaResponse<{ approval: ApprovalOut }>) => {
  res.json({ approval: await approve(req.scope, staffOfRequest(req), String(req.params.id)) })
}
