import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readDecision } from "../../../../use-cases/read-decisions"

export const GET = handle(routes, "GET /admin/assignment-decisions/:id", async ({ params, scope }) => ({
  assignment_decision: await readDecision(scope, params.id),
}))
