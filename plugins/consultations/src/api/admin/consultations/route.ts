import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listForStaff } from "../../../use-cases/read-consultations"

export const GET = handle(routes, "GET /admin/consultations", ({ query, scope }) => listForStaff(scope, query))
