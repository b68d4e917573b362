import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { readTimeline } from "../../../../../use-cases/read-service-requests"

export const GET = handle(routes, "GET /admin/service-requests/:id/timeline", async ({ params, scope }) => ({
  timeline: await readTimeline(scope, params.id),
}))
