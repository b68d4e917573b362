import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { runSandboxCommand } from "../../../../../workflows/sandbox-dashboard"

export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  res.json({ payment_intent: await runSandboxCommand(req.scope, String(req.params.id), { kind: "dispute" }) })
}
