import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { requestEmailChange } from "../../../../../use-cases/request-email-change"
import { signedInOf } from "../../../../own-account"

export const POST = handle(routes, "POST /store/customers/me/email", async ({ body, scope, req, res }) => {
  const { identityId, actorId } = signedInOf(req)
  await requestEmailChange(scope, {
    identityId,
    customerId: actorId,
    email: body.email,
    currentPassword: body.current_password,
  })
  res.status(202)
  return { status: "email_sent" as const }
})
