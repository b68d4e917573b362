import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts/routes"
import { listOwnLedgerLines } from "../../../../../../use-cases/read-own-affiliate"

export const GET = handle(routes, "GET /store/customers/me/affiliate/ledger", ({ query, actor, scope }) =>
  listOwnLedgerLines(scope, actor.id, query)
)
