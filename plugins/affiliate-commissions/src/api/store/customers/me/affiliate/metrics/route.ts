import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts/routes"
import { readOwnMetrics } from "../../../../../../use-cases/read-own-affiliate"

export const GET = handle(routes, "GET /store/customers/me/affiliate/metrics", async ({ actor, scope }) => ({
  metrics: await readOwnMetrics(scope, actor.id),
}))
