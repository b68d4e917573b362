import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ConfirmPaymentIntent } from "../../../../../contracts/sandbox"
import { confirmSandboxPayment } from "../../../../../workflows/sandbox-payments"

export const POST = async (req: MedusaRequest<ConfirmPaymentIntent>, res: MedusaResponse): Promise<void> => {
  res.json(await confirmSandboxPayment(req.scope, String(req.params.id), req.validatedBody))
}
