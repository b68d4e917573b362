import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { admittedStaff } from "../../../../../use-cases/admitted-staff"
import { resetTwoStep } from "../../../../../use-cases/two-step"

export const POST = handle(routes, "POST /admin/staff/:id/reset-two-step", async ({ params, scope, req }) => ({
  staff: await resetTwoStep(scope, knexOf(scope), admittedStaff(req), params.id),
}))
