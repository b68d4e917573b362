import { handle } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { routes } from "../../../../../contracts/routes"
import { retryGatewayEvent } from "../../../../../data/gateway-events"

export const POST = handle(routes, "POST /admin/gateway-events/:id/retry", async ({ params, scope }) => ({
  gateway_event: await retryGatewayEvent(scope.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), params.id),
}))
