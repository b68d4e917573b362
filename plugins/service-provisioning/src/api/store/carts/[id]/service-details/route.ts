import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { saveServiceDetails } from "../../../../../use-cases/save-service-details"
import { customerIdOf } from "../../../../customer"

export const POST = handle(routes, "POST /store/carts/:id/service-details", async ({ params, body, actor, scope }) => ({
  service_details: await saveServiceDetails(scope, {
    cartId: params.id,
    customerId: customerIdOf(actor),
    details: body,
  }),
}))
