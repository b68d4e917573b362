import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { replayDecision } from "../../../../../use-cases/read-decisions"

export const POST = handle(routes, "POST /admin/assignment-decisions/:id/replay", async ({ params, scope }) => ({
  replay: await replayDecision(scope, params.id),
}))
