import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { admittedStaff } from "../../../../../use-cases/admitted-staff"
import { approve } from "../../../../../use-cases/approvals"

export const POST = handle(routes, "POST /admin/approvals/:id/approve", async ({ params, scope, req }) => ({
  approval: await approve(scope, admittedStaff(req), params.id),
}))
