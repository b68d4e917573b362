import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { SandboxEventQuery } from "../../../contracts/sandbox"
import { SANDBOX_GATEWAY, type SandboxGatewayService } from "../../../modules/sandboxGateway"

export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { payment_intent_id } = SandboxEventQuery.parse(req.validatedQuery)
  const events = await req.scope.resolve<SandboxGatewayService>(SANDBOX_GATEWAY).events.list(payment_intent_id)
  res.json({ events, count: events.length })
}
