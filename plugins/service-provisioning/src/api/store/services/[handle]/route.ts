import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { browseCatalogue } from "../../../../use-cases/browse-catalogue"
import { sendCacheable, visitorOf } from "../visitor"

export const GET = handle(routes, "GET /store/services/:handle", async ({ params, query, scope, req, res }) => {
  const asked = { url: req.originalUrl, handle: params.handle, place: query }
  await sendCacheable(req, res, await browseCatalogue(scope, asked, visitorOf(req)))
  return undefined
})
