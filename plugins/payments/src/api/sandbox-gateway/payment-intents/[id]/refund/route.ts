import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { refundSandboxPayment } from "../../../../../use-cases/use-sandbox-gateway"

export const POST = handle(
  routes,
  "POST /sandbox-gateway/payment-intents/:id/refund",
  ({ params, body: { amount }, scope, req }) => {
    const key = req.headers["idempotency-key"]
    return refundSandboxPayment(scope, params.id, {
      amount,
      idempotencyKey: typeof key === "string" ? key : undefined,
    })
  }
)
