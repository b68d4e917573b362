import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listWorkItems } from "../../../use-cases"

export const GET = handle(routes, "GET /admin/work-items", ({ scope, query }) => listWorkItems(scope, query))
