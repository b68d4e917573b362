import { handle } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { routes } from "../../../contracts/routes"
import { listDisputes } from "../../../data/disputes"

export const GET = handle(routes, "GET /admin/gateway-disputes", ({ query, scope }) =>
  listDisputes(scope.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), query)
)
