import { handle } from "@atrium/server"

import { metricsAnswer } from "../../config/operator-answers"
import { backendRoutes } from "../../config/routes"

/** Metrics of this process for a monitor. */
export const GET = handle(backendRoutes, "GET /metrics", async ({ req, res }) => {
  const { status, type, body } = await metricsAnswer(req)
  res.status(status).setHeader("Content-Type", type).send(body)
  return undefined
})
