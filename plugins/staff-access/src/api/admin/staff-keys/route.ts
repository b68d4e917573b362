import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { KeyOut } from "../../../contracts/staff"
import { listKeys } from "../../../use-cases/keys"
import { knexOf } from "../../staff-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse<{ keys: KeyOut[] }>) => {
  res.json({ keys: await listKeys(req.scope, knexOf(req)) })
}
