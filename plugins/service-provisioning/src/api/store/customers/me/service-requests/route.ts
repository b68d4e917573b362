import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { listOwnRequests } from "../../../../../use-cases/read-service-requests"
import { signedInCustomer } from "../../../../customer"

export const GET = handle(routes, "GET /store/customers/me/service-requests", ({ query, actor, scope }) =>
  listOwnRequests(scope, signedInCustomer(actor), query)
)
