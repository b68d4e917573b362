import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { currentStaff } from "../../../use-cases/current-staff"
import { createRole, listRoles } from "../../../use-cases/roles"

export const GET = handle(routes, "GET /admin/staff-roles", ({ scope, req }) =>
  listRoles(knexOf(scope), currentStaff(req))
)

export const POST = handle(routes, "POST /admin/staff-roles", async ({ body, scope, req, res }) => {
  const role = await createRole(knexOf(scope), currentStaff(req), body)
  res.status(201)
  return { role }
})
