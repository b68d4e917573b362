import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { setDefaultGateway } from "../../../../../use-cases/set-default-gateway"

export const POST = handle(routes, "POST /admin/gateways/:id/default", async ({ scope, params, body }) => ({
  gateway: await setDefaultGateway(scope, { ...body, id: params.id }),
}))
