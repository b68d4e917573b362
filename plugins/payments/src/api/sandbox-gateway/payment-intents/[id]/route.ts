import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { readSandboxPayment } from "../../../../use-cases/use-sandbox-gateway"

export const GET = handle(routes, "GET /sandbox-gateway/payment-intents/:id", async ({ params, scope }) => ({
  payment_intent: await readSandboxPayment(scope, params.id),
}))
