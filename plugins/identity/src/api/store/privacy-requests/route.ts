import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { askAsGuest } from "../../../use-cases/ask-privacy"

export const POST = handle(routes, "POST /store/privacy-requests", async ({ body, scope, res }) => {
  await askAsGuest(scope, body)
  res.status(202)
  return { status: "email_sent" as const }
})
