import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { currentStaff } from "../../../../../use-cases/current-staff"
import { resetTwoStep } from "../../../../../use-cases/two-step"

export const POST = handle(routes, "POST /admin/staff/:id/reset-two-step", async ({ params, scope, req }) => ({
  staff: await resetTwoStep(scope, knexOf(scope), currentStaff(req), params.id),
}))
