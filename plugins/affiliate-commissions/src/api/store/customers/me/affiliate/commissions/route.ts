import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts/routes"
import { listOwnCommissions } from "../../../../../../use-cases/read-own-affiliate"

export const GET = handle(routes, "GET /store/customers/me/affiliate/commissions", ({ query, actor, scope }) =>
  listOwnCommissions(scope, actor.id, query)
)
