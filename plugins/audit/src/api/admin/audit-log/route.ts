import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { listEntries } from "../../../use-cases"

export const GET = handle(routes, "GET /admin/audit-log", ({ query, scope }) => listEntries(knexOf(scope), query))
