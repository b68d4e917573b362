import { credentialOf, handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listForStaff, startForPerson } from "../../../use-cases/staff-privacy-requests"

export const GET = handle(routes, "GET /admin/privacy-requests", ({ query, scope, req }) =>
  listForStaff(scope, query, credentialOf(req))
)

export const POST = handle(routes, "POST /admin/privacy-requests", async ({ body, scope, req, res }) => {
  const started = await startForPerson(scope, body, credentialOf(req))
  res.status(202)
  return { privacy_request: started }
})
