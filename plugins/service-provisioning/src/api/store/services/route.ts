import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listServices } from "../../../use-cases/browse-catalogue"
import { sendCacheable, visitorOf } from "./visitor"

export const GET = handle(routes, "GET /store/services", async ({ query, scope, req, res }) => {
  sendCacheable(req, res, await listServices(scope, query, visitorOf(req)))
  return undefined
})
