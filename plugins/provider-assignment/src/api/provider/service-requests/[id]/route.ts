import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readPortalRequest } from "../../../../use-cases/read-portal-requests"
import { providerIdOf } from "../../provider-id"

export const GET = handle(routes, "GET /provider/service-requests/:id", async ({ params, actor, scope }) => ({
  service_request: await readPortalRequest(scope, providerIdOf(actor), params.id),
}))
