import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readServicePurchase } from "../../../../use-cases/read-service-purchase"
import { customerIdOf } from "../../../customer"

export const GET = handle(routes, "GET /store/service-purchases/:id", async ({ params, actor, scope, res }) => {
  // May hold the owner's personal data, and changes at any moment.
  res.setHeader("cache-control", "no-store")
  return { purchase: await readServicePurchase(scope, { id: params.id, customerId: customerIdOf(actor) }) }
})
