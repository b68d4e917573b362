import { clock } from "@atrium/kernel"
import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { toOwnRequest } from "../../../../domain/present-privacy-request"
import { confirmPrivacyRequest } from "../../../../use-cases/confirm-privacy-request"

export const POST = handle(routes, "POST /store/privacy-requests/confirm", async ({ body, scope, res }) => {
  const confirmed = await confirmPrivacyRequest(scope, body.token)
  res.status(202)
  return { privacy_request: toOwnRequest(confirmed, clock.now()) }
})
