import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { InviteStaff } from "../../../contracts/staff"
import { inviteStaff } from "../../../use-cases/members"
import { knexOf, staffOfRequest } from "../../staff-request"

export const POST = async (req: MedusaRequest<InviteStaff>, res: MedusaResponse) => {
  const invitation = await inviteStaff(req.scope, knexOf(req), staffOfRequest(req), req.validatedBody)
  res.status(201).json({ invitation })
}
