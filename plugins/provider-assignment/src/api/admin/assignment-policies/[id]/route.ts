import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readPolicyForStaff } from "../../../../use-cases/read-policies"
import { updatePolicy } from "../../../../use-cases/update-policy"

export const GET = handle(routes, "GET /admin/assignment-policies/:id", async ({ params, scope }) => ({
  assignment_policy: await readPolicyForStaff(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/assignment-policies/:id", async ({ params, body, actor, scope }) => {
  await updatePolicy(scope, params.id, body, actor.id)
  return { assignment_policy: await readPolicyForStaff(scope, params.id) }
})
