import { credentialOf, handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { confirmForPerson } from "../../../../../use-cases/staff-privacy-requests"

export const POST = handle(routes, "POST /admin/privacy-requests/:id/confirm", async ({ params, scope, req, res }) => {
  const confirmed = await confirmForPerson(scope, params.id, credentialOf(req))
  res.status(202)
  return { privacy_request: confirmed }
})
