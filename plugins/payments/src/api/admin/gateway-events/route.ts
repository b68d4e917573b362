import { handle } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { routes } from "../../../contracts/routes"
import { listGatewayEvents } from "../../../data/gateway-events"

export const GET = handle(routes, "GET /admin/gateway-events", ({ query, scope }) =>
  listGatewayEvents(scope.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), query)
)
