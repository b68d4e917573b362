import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { columnGuide } from "../../../../domain/service-columns"
import { shopCurrencies } from "../../../../use-cases/read-current-services"

export const GET = handle(routes, "GET /admin/service-exports/columns", async ({ scope }) => ({
  columns: columnGuide(await shopCurrencies(scope)),
}))
