import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { requestRegistrationLink } from "../../../use-cases/request-links"

export const POST = handle(routes, "POST /store/registrations", async ({ body, scope, res }) => {
  await requestRegistrationLink(scope, body.email)
  res.status(202)
  return { status: "email_sent" as const }
})
