import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readCommission } from "../../../../use-cases/read-commissions"

export const GET = handle(routes, "GET /admin/commissions/:id", async ({ params, scope }) => ({
  commission: await readCommission(scope, params.id),
}))
