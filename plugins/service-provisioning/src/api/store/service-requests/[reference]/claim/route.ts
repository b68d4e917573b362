import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { claimPurchase } from "../../../../../use-cases/claim-purchase"
import { signedInCustomer } from "../../../../customer"

export const POST = handle(
  routes,
  "POST /store/service-requests/:reference/claim",
  async ({ params, actor, scope, res }) => {
    const claimed = await claimPurchase(scope, { reference: params.reference, customerId: signedInCustomer(actor) })
    if (claimed.status === "email_sent") res.status(202)
    return claimed
  }
)
