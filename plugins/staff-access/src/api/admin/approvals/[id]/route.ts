import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { admittedStaff } from "../../../../use-cases/admitted-staff"
import { retrieveApproval } from "../../../../use-cases/approvals"

export const GET = handle(routes, "GET /admin/approvals/:id", async ({ params, scope, req }) => ({
  approval: await retrieveApproval(knexOf(scope), admittedStaff(req), params.id),
}))
