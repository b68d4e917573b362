import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { readOperationsReport } from "../../../use-cases"

export const GET = handle(routes, "GET /admin/operations-report", ({ scope }) => readOperationsReport(scope))
