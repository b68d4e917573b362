import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { browseCatalogue } from "../../../use-cases/browse-catalogue"
import { sendCacheable, visitorOf } from "./visitor"

export const GET = handle(routes, "GET /store/services", async ({ query, scope, req, res }) => {
  await sendCacheable(req, res, await browseCatalogue(scope, { url: req.originalUrl, list: query }, visitorOf(req)))
  return undefined
})
