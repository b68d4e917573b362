import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { currentStaff } from "../../../../use-cases/current-staff"
import { changeMember, retrieveStaff } from "../../../../use-cases/members"

export const GET = handle(routes, "GET /admin/staff/:id", async ({ params, scope, req }) => ({
  staff: await retrieveStaff(knexOf(scope), currentStaff(req), params.id),
}))

export const POST = handle(routes, "POST /admin/staff/:id", async ({ params, body, scope, req }) => ({
  staff: (await changeMember(knexOf(scope), currentStaff(req), params.id, body)).after,
}))
