import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listForStaff, startForPerson } from "../../../use-cases/staff-privacy-requests"

export const GET = handle(routes, "GET /admin/privacy-requests", ({ query, scope }) => listForStaff(scope, query))

export const POST = handle(routes, "POST /admin/privacy-requests", async ({ body, scope, res }) => {
  const started = await startForPerson(scope, body)
  res.status(202)
  return { privacy_request: started }
})
