import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { type MemberListAnswer, MemberListQuery } from "../../../contracts/staff"
import { listStaff } from "../../../use-cases/members"
import { knexOf, staffOfRequest } from "../../staff-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse<MemberListAnswer>) => {
  res.json(await listStaff(knexOf(req), staffOfRequest(req), MemberListQuery.parse(req.validatedQuery)))
}
