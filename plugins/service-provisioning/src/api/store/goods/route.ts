import { cacheableAnswer, handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listGoods } from "../../../use-cases/browse-goods"
import { sendCacheable, visitorOf } from "../services/visitor"

export const GET = handle(routes, "GET /store/goods", async ({ query, scope, req, res }) => {
  await sendCacheable(req, res, cacheableAnswer(await listGoods(scope, query, visitorOf(req))))
  return undefined
})
