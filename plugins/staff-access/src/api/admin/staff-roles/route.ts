import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { CreateRole, RoleListAnswer, RoleOut } from "../../../contracts/staff"
import { createRole, listRoles } from "../../../use-cases/roles"
import { knexOf, staffOfRequest } from "../../staff-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse<RoleListAnswer>) => {
  res.json(await listRoles(knexOf(req), staffOfRequest(req)))
}

export const POST = async (req: MedusaRequest<CreateRole>, res: MedusaResponse<{ role: RoleOut }>) => {
  res.status(201).json({ role: await createRole(knexOf(req), staffOfRequest(req), req.validatedBody) })
}
