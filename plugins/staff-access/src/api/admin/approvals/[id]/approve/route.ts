import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { currentStaff } from "../../../../../use-cases/current-staff"
import { approve } from "../../../../../use-cases/approvals"

export const POST = handle(routes, "POST /admin/approvals/:id/approve", async ({ params, scope, req }) => ({
  approval: await approve(scope, currentStaff(req), params.id),
}))
