import { handle } from "@atrium/server"

import { readyAnswer } from "../../config/operator-answers"
import { backendRoutes } from "../../config/routes"

/** Whether this process can serve. Workers answer this path in `config/worker-answers.ts`. */
export const GET = handle(backendRoutes, "GET /ready", async ({ scope, res }) => {
  const { status, type, body } = await readyAnswer(scope)
  res.status(status).setHeader("Cache-Control", "no-store").setHeader("Content-Type", type).send(body)
  return undefined
})
