import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { findService } from "../../../../use-cases/browse-catalogue"
import { sendCacheable, visitorOf } from "../visitor"

export const GET = handle(routes, "GET /store/services/:handle", async ({ params, query, scope, req, res }) => {
  sendCacheable(req, res, { service: await findService(scope, params.handle, query, visitorOf(req)) })
  return undefined
})
