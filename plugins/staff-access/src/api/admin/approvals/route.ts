import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { admittedStaff } from "../../../use-cases/admitted-staff"
import { listApprovalRequests } from "../../../use-cases/approvals"

export const GET = handle(routes, "GET /admin/approvals", ({ query, scope, req }) =>
  listApprovalRequests(knexOf(scope), admittedStaff(req), query)
)
