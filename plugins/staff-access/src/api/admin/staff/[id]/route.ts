import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { MemberOut, UpdateMember } from "../../../../contracts/staff"
import { changeMember, retrieveStaff } from "../../../../use-cases/members"
import { knexOf, staffOfRequest } from "../../../staff-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse<{ staff: MemberOut }>) => {
  res.json({ staff: await retrieveStaff(knexOf(req), staffOfRequest(req), String(req.params.id)) })
}

export const POST = async (req: MedusaRequest<UpdateMember>, res: MedusaResponse<{ staff: MemberOut }>) => {
  const { after } = await changeMember(knexOf(req), staffOfRequest(req), String(req.params.id), req.validatedBody)
  res.json({ staff: after })
}
