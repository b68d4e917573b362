import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { testGateway } from "../../../../../use-cases/test-gateway"

export const POST = handle(routes, "POST /admin/gateways/:id/test", async ({ scope, params }) => ({
  gateway_test: await testGateway(scope, params.id),
}))
