import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { refundUnits } from "../../../use-cases/refund-units"

export const POST = handle(routes, "POST /admin/unit-refunds", async ({ body, actor, scope }) => ({
  unit_refund: await refundUnits(scope, body, actor),
}))
