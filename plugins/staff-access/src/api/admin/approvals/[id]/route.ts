import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { currentStaff } from "../../../../use-cases/current-staff"
import { retrieveApproval } from "../../../../use-cases/approvals"

export const GET = handle(routes, "GET /admin/approvals/:id", async ({ params, scope, req }) => ({
  approval: await retrieveApproval(knexOf(scope), currentStaff(req), params.id),
}))
