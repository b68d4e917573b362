import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { confirmPurchaseClaim } from "../../../../use-cases/claim-purchase"
import { signedInCustomer } from "../../../customer"

export const POST = handle(routes, "POST /store/purchase-claims/confirm", ({ body, actor, scope }) =>
  confirmPurchaseClaim(scope, { token: body.token, customerId: signedInCustomer(actor) })
)
