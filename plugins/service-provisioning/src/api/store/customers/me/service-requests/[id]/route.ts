import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { readOwnRequest } from "../../../../../../use-cases/read-service-requests"
import { signedInCustomer } from "../../../../../customer"

export const GET = handle(routes, "GET /store/customers/me/service-requests/:id", async ({ params, actor, scope }) => ({
  service_request: await readOwnRequest(scope, signedInCustomer(actor), params.id),
}))
