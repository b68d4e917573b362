import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { admittedStaff } from "../../../../use-cases/admitted-staff"
import { changeMember, retrieveStaff } from "../../../../use-cases/members"

export const GET = handle(routes, "GET /admin/staff/:id", async ({ params, scope, req }) => ({
  staff: await retrieveStaff(knexOf(scope), admittedStaff(req), params.id),
}))

export const POST = handle(routes, "POST /admin/staff/:id", async ({ params, body, scope, req }) => ({
  staff: (await changeMember(knexOf(scope), admittedStaff(req), params.id, body)).after,
}))
