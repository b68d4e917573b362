import { cacheableAnswer, handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readGood } from "../../../../use-cases/browse-goods"
import { sendCacheable, visitorOf } from "../../services/visitor"

export const GET = handle(routes, "GET /store/goods/:handle", async ({ params, query, scope, req, res }) => {
  await sendCacheable(req, res, cacheableAnswer(await readGood(scope, params.handle, query, visitorOf(req))))
  return undefined
})
