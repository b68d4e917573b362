import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listCommissions } from "../../../use-cases/read-commissions"

export const GET = handle(routes, "GET /admin/commissions", ({ query, scope }) => listCommissions(scope, query))
