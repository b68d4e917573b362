import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listServiceRequestsForStaff } from "../../../use-cases/read-service-requests"

export const GET = handle(routes, "GET /admin/service-requests", ({ query, scope }) =>
  listServiceRequestsForStaff(scope, query)
)
