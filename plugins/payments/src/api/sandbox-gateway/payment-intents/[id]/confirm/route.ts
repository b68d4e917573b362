import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { confirmSandboxPayment } from "../../../../../use-cases/use-sandbox-gateway"

export const POST = handle(routes, "POST /sandbox-gateway/payment-intents/:id/confirm", ({ params, body, scope }) =>
  confirmSandboxPayment(scope, params.id, body)
)
