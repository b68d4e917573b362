import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { currentStaff } from "../../../use-cases/current-staff"
import { listApprovalRequests } from "../../../use-cases/approvals"

export const GET = handle(routes, "GET /admin/approvals", ({ query, scope, req }) =>
  listApprovalRequests(knexOf(scope), currentStaff(req), query)
)
