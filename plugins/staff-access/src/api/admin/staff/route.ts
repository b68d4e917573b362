import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { admittedStaff } from "../../../use-cases/admitted-staff"
import { listStaff } from "../../../use-cases/members"

export const GET = handle(routes, "GET /admin/staff", ({ query, scope, req }) =>
  listStaff(knexOf(scope), admittedStaff(req), query)
)
