import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listRefundableUnits } from "../../../use-cases/unit-refunds"

export const GET = handle(routes, "GET /admin/refundable-units", ({ query, scope }) =>
  listRefundableUnits(scope, query.order_id)
)
