import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { admittedStaff } from "../../../use-cases/admitted-staff"
import { inviteStaff } from "../../../use-cases/members"

export const POST = handle(routes, "POST /admin/staff-invitations", async ({ body, scope, req, res }) => {
  const invitation = await inviteStaff(scope, knexOf(scope), admittedStaff(req), body)
  res.status(201)
  return { invitation }
})
