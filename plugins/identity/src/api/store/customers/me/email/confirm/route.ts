import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { confirmEmailChange } from "../../../../../../use-cases/confirm-email-change"
import { signedInOf } from "../../../../../own-account"
import { keepThisSignIn } from "../../../../../renewed-token"

export const POST = handle(routes, "POST /store/customers/me/email/confirm", async ({ body, scope, req }) => {
  const { identityId, actorId, req: authenticated } = signedInOf(req)
  const { email, epoch } = await confirmEmailChange(scope, { token: body.token, identityId, customerId: actorId })
  return { email, token: await keepThisSignIn(authenticated, epoch) }
})
