import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { OwnAccess } from "../../../contracts/staff"
import { staffOfRequest } from "../../staff-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse<{ access: OwnAccess }>) => {
  const { role, permissions, twoStep, requireTwoStep } = staffOfRequest(req)
  res.json({
    access: { role, permissions: [...permissions].sort(), two_step: twoStep, two_step_required: requireTwoStep },
  })
}
