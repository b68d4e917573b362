import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdateRule } from "../../../../contracts/admin"
import { readRule } from "../../../../workflows/read-admin"
import { updateCommissionRuleWorkflow } from "../../../../workflows/rules"

export const POST = async (req: MedusaRequest<UpdateRule>, res: MedusaResponse) => {
  const id = req.params.id ?? ""
  await updateCommissionRuleWorkflow(req.scope).run({ input: { ...req.validatedBody, id, actor: actorOf(req) } })
  res.json({ commission_rule: await readRule(req.scope, id) })
}
