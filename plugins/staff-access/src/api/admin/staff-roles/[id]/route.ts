import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { currentStaff } from "../../../../use-cases/current-staff"
import { changeRole, deleteRole } from "../../../../use-cases/roles"

export const POST = handle(routes, "POST /admin/staff-roles/:id", async ({ params, body, scope, req }) => ({
  role: await changeRole(knexOf(scope), currentStaff(req), params.id, body),
}))

export const DELETE = handle(routes, "DELETE /admin/staff-roles/:id", async ({ params, scope }) => {
  await deleteRole(knexOf(scope), params.id)
  return { id: params.id, deleted: true as const }
})
