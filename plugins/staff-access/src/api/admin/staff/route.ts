import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { currentStaff } from "../../../use-cases/current-staff"
import { listStaff } from "../../../use-cases/members"

export const GET = handle(routes, "GET /admin/staff", ({ query, scope, req }) =>
  listStaff(knexOf(scope), currentStaff(req), query)
)
