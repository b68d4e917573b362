import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { decideCommission } from "../../../../../use-cases/decide-commission"

export const POST = handle(routes, "POST /admin/commissions/:id/void", ({ params, body, actor, scope }) =>
  decideCommission(scope, { ...body, id: params.id, action: "void", actor })
)
