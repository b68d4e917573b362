import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { MemberOut } from "../../../../../contracts/staff"
import { resetTwoStep } from "../../../../../use-cases/two-step"
import { knexOf, staffOfRequest } from "../../../../staff-request"

export const POST = async (req: MedusaRequest, res: MedusaResponse<{ staff: MemberOut }>) => {
  res.json({ staff: await resetTwoStep(req.scope, knexOf(req), staffOfRequest(req), String(req.params.id)) })
}
