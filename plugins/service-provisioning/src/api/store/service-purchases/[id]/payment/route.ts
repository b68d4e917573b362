import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { changePurchasePayment } from "../../../../../use-cases/change-purchase-payment"

export const POST = handle(routes, "POST /store/service-purchases/:id/payment", async ({ params, body, scope }) => ({
  purchase: await changePurchasePayment(scope, { ...params, ...body }),
}))
