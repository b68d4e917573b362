import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listPoliciesForStaff } from "../../../use-cases/read-policies"

export const GET = handle(routes, "GET /admin/assignment-policies", ({ query, scope }) =>
  listPoliciesForStaff(scope, query)
)
