import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { MoveMoney } from "../../../../../contracts/sandbox"
import { runSandboxCommand } from "../../../../../workflows/sandbox-dashboard"

export const POST = async (req: MedusaRequest<MoveMoney>, res: MedusaResponse): Promise<void> => {
  const { amount } = req.validatedBody
  const command = { kind: "capture", ...(amount === undefined ? {} : { amount: BigInt(amount) }) } as const
  res.json({ payment_intent: await runSandboxCommand(req.scope, String(req.params.id), command) })
}
