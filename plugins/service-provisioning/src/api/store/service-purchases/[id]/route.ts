import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readServicePurchase } from "../../../../use-cases/read-service-purchase"
import { customerIdOf } from "../../../customer"

export const GET = handle(routes, "GET /store/service-purchases/:id", async ({ params, actor, scope, res }) => {
  // Personal for the owner, and out of date at once.
  res.setHeader("cache-control", "no-store")
  return { purchase: await readServicePurchase(scope, { id: params.id, customerId: customerIdOf(actor) }) }
})
