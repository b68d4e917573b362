import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { currentStaff } from "../../../use-cases/current-staff"
import { inviteStaff } from "../../../use-cases/members"

export const POST = handle(routes, "POST /admin/staff-invitations", async ({ body, scope, req, res }) => {
  const invitation = await inviteStaff(scope, knexOf(scope), currentStaff(req), body)
  res.status(201)
  return { invitation }
})
