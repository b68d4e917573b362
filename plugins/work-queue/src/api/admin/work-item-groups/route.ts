import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listWorkItemGroups } from "../../../use-cases"

export const GET = handle(routes, "GET /admin/work-item-groups", ({ scope, query }) => listWorkItemGroups(scope, query))
