import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listPortalRequests } from "../../../use-cases/read-portal-requests"
import { providerIdOf } from "../provider-id"

export const GET = handle(routes, "GET /provider/service-requests", ({ query, actor, scope }) =>
  listPortalRequests(scope, providerIdOf(actor), query)
)
