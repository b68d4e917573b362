import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { stopEmailChange } from "../../../../use-cases/stop-email-change"

export const POST = handle(routes, "POST /store/email-changes/stop", async ({ body, scope }) => {
  await stopEmailChange(scope, body.token)
  return { status: "stopped" as const }
})
