import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { readSummary } from "../../../use-cases/read-summary"

export const GET = handle(routes, "GET /admin/analytics", async ({ scope, query }) => ({
  analytics: await readSummary(scope, query),
}))
