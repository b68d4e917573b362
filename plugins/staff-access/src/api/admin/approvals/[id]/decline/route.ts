import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { currentStaff } from "../../../../../use-cases/current-staff"
import { decline } from "../../../../../use-cases/approvals"

export const POST = handle(routes, "POST /admin/approvals/:id/decline", async ({ params, body, scope, req }) => ({
  approval: await decline(scope, currentStaff(req), params.id, body.reason),
}))
