import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listMessages } from "../../../use-cases"

export const GET = handle(routes, "GET /admin/notification-messages", async ({ scope, query }) => ({
  ...(await listMessages(scope, query)),
  limit: query.limit,
  offset: query.offset,
}))
