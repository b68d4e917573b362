import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { runSandboxCommand } from "../../../../../use-cases/use-sandbox-gateway"

export const POST = handle(routes, "POST /sandbox-gateway/payment-intents/:id/cancel", async ({ params, scope }) => ({
  payment_intent: await runSandboxCommand(scope, params.id, { kind: "cancel" }),
}))
