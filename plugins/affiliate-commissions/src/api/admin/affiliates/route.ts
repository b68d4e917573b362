import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listAffiliates } from "../../../use-cases/read-affiliates"

export const GET = handle(routes, "GET /admin/affiliates", ({ query, scope }) => listAffiliates(scope, query))
