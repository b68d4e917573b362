import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ApproveCommission } from "../../../../../contracts/commissions"
import { decideCommissionWorkflow } from "../../../../../workflows/decide-commission"
import { readCommission } from "../../../../../workflows/read-commissions"

export const POST = async (req: MedusaRequest<ApproveCommission>, res: MedusaResponse) => {
  const id = req.params.id ?? ""
  await decideCommissionWorkflow(req.scope).run({
    input: { ...req.validatedBody, id, action: "approve", actor: actorOf(req) },
  })
  res.json({ commission: await readCommission(req.scope, id) })
}
