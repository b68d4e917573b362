import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { answerShop } from "../../../use-cases/read-shop"
import { sendCacheable } from "../../send-cacheable"

export const GET = handle(routes, "GET /store/shop", async ({ scope, req, res }) =>
  sendCacheable(req, res, await answerShop(scope))
)
