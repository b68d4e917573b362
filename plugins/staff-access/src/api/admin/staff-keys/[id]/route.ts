import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { KeyOut, UpdateKey } from "../../../../contracts/staff"
import { changeKey } from "../../../../use-cases/keys"
import { knexOf, staffOfRequest } from "../../../staff-request"

export const POST = async (req: MedusaRequest<UpdateKey>, res: MedusaResponse<{ key: KeyOut }>) => {
  const staff = staffOfRequest(req)
  res.json({ key: await changeKey(req.scope, knexOf(req), staff, String(req.params.id), req.validatedBody) })
}
