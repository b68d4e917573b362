import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listPaymentGateways } from "../../../use-cases/list-payment-gateways"

export const GET = handle(routes, "GET /store/payment-gateways", async ({ scope, query }) => ({
  payment_gateways: await listPaymentGateways(scope, query.region_id),
}))
