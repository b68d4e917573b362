import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listGateways } from "../../../use-cases/list-gateways"

export const GET = handle(routes, "GET /admin/gateways", async ({ scope }) => ({ gateways: await listGateways(scope) }))
