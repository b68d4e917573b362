import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { MoveMoney } from "../../../../../contracts/sandbox"
import { refundSandboxPayment } from "../../../../../workflows/sandbox-dashboard"

export const POST = async (req: MedusaRequest<MoveMoney>, res: MedusaResponse): Promise<void> => {
  const key = req.headers["idempotency-key"]
  res.json(
    await refundSandboxPayment(req.scope, String(req.params.id), {
      amount: req.validatedBody.amount,
      idempotencyKey: typeof key === "string" ? key : undefined,
    })
  )
}
