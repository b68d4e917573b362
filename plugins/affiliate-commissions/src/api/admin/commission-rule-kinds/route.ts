import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listRuleKinds } from "../../../use-cases/read-rules"

export const GET = handle(routes, "GET /admin/commission-rule-kinds", () => ({
  commission_rule_kinds: listRuleKinds(),
}))
