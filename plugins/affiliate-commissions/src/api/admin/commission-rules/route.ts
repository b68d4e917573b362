import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listCommissionRules, readRule } from "../../../use-cases/read-rules"
import { createRule } from "../../../use-cases/save-rule"

export const GET = handle(routes, "GET /admin/commission-rules", ({ query, scope }) =>
  listCommissionRules(scope, query)
)

export const POST = handle(routes, "POST /admin/commission-rules", async ({ body, actor, scope, res }) => {
  const id = await createRule(scope, { ...body, actor })
  res.status(201)
  return { commission_rule: await readRule(scope, id) }
})
