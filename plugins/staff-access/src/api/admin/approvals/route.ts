import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { type ApprovalListAnswer, ApprovalListQuery } from "../../../contracts/approvals"
import { listApprovalRequests } from "../../../use-cases/approvals"
import { knexOf, staffOfRequest } from "../../staff-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse<ApprovalListAnswer>) => {
  res.json(await listApprovalRequests(knexOf(req), staffOfRequest(req), ApprovalListQuery.parse(req.validatedQuery)))
}
