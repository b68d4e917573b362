import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { authenticateSandboxPayment } from "../../../../../use-cases/use-sandbox-gateway"

export const POST = handle(
  routes,
  "POST /sandbox-gateway/payment-intents/:id/authenticate",
  ({ params, body, scope }) => authenticateSandboxPayment(scope, params.id, body)
)
