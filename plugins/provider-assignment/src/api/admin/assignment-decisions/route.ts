import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listDecisionsForStaff } from "../../../use-cases/read-decisions"

export const GET = handle(routes, "GET /admin/assignment-decisions", ({ query, scope }) =>
  listDecisionsForStaff(scope, query)
)
