import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { admittedStaff } from "../../../../use-cases/admitted-staff"
import { changeRole, deleteRole } from "../../../../use-cases/roles"

export const POST = handle(routes, "POST /admin/staff-roles/:id", async ({ params, body, scope, req }) => ({
  role: await changeRole(knexOf(scope), admittedStaff(req), params.id, body),
}))

export const DELETE = handle(routes, "DELETE /admin/staff-roles/:id", async ({ params, scope }) => {
  await deleteRole(knexOf(scope), params.id)
  return { id: params.id, deleted: true as const }
})
