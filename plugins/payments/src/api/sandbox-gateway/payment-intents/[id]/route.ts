import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { dashboardViewOf, SANDBOX_GATEWAY, type SandboxGatewayService } from "../../../../modules/sandboxGateway"

export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { payments } = req.scope.resolve<SandboxGatewayService>(SANDBOX_GATEWAY)
  res.json({ payment_intent: dashboardViewOf(await payments.get(String(req.params.id))) })
}
