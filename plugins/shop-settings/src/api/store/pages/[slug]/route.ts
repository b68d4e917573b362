import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { answerPage } from "../../../../use-cases/read-shop"
import { sendCacheable } from "../../../send-cacheable"

export const GET = handle(routes, "GET /store/pages/:slug", async ({ scope, params, req, res }) =>
  sendCacheable(req, res, await answerPage(scope, params.slug))
)
