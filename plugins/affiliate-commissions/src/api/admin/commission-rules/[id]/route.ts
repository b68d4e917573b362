import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readRule } from "../../../../use-cases/read-rules"
import { updateRule } from "../../../../use-cases/save-rule"

export const POST = handle(routes, "POST /admin/commission-rules/:id", async ({ params, body, actor, scope }) => {
  await updateRule(scope, { id: params.id, change: body, actor })
  return { commission_rule: await readRule(scope, params.id) }
})
