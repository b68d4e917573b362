import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { CreateRule, ListRules } from "../../../contracts/admin"
import { listRulesForStaff, readRule } from "../../../workflows/read-admin"
import { createCommissionRuleWorkflow } from "../../../workflows/rules"

export const GET = async (req: MedusaRequest<unknown, ListRules>, res: MedusaResponse) => {
  res.json(await listRulesForStaff(req.scope, req.validatedQuery))
}

export const POST = async (req: MedusaRequest<CreateRule>, res: MedusaResponse) => {
  const { result: id } = await createCommissionRuleWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor: actorOf(req) },
  })
  res.status(201).json({ commission_rule: await readRule(req.scope, id) })
}
