import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ApprovalOut } from "../../../../contracts/approvals"
import { retrieveApproval } from "../../../../use-cases/approvals"
import { knexOf, staffOfRequest } from "../../../staff-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse<{ approval: ApprovalOut }>) => {
  res.json({ approval: await retrieveApproval(knexOf(req), staffOfRequest(req), String(req.params.id)) })
}
