import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { RoleOut, UpdateRole } from "../../../../contracts/staff"
import { changeRole, deleteRole } from "../../../../use-cases/roles"
import { knexOf, staffOfRequest } from "../../../staff-request"

export const POST = async (req: MedusaRequest<UpdateRole>, res: MedusaResponse<{ role: RoleOut }>) => {
  const role = await changeRole(knexOf(req), staffOfRequest(req), String(req.params.id), req.validatedBody)
  res.json({ role })
}

export const DELETE = async (req: MedusaRequest, res: MedusaResponse<{ id: string; deleted: true }>) => {
  const id = String(req.params.id)
  await deleteRole(knexOf(req), id)
  res.json({ id, deleted: true })
}
