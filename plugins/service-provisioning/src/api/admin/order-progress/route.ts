import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listOrderProgress } from "../../../use-cases/list-order-progress"

export const GET = handle(routes, "GET /admin/order-progress", ({ query, scope }) => listOrderProgress(scope, query))
