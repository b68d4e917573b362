import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { menuPages } from "../../../extension-points"
import { currentStaff } from "../../../use-cases/current-staff"

export const GET = handle(routes, "GET /admin/staff-access", ({ req }) => {
  const { role, permissions, twoStep, requireTwoStep } = currentStaff(req)
  return {
    access: {
      role,
      permissions: [...permissions].sort(),
      two_step: twoStep,
      two_step_required: requireTwoStep,
      hidden_pages: menuPages.all().flatMap(({ page, permission }) => (permissions.has(permission) ? [] : [page])),
    },
  }
})
