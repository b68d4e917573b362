import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { acceptInvitationWorkflow } from "../../../../workflows/activate-provider"

export const POST = handle(routes, "POST /provider/invitations/accept", async ({ body, scope }) => {
  const { result } = await acceptInvitationWorkflow(scope).run({ input: body })
  return { provider: result }
})
