import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { AuthenticatePaymentIntent } from "../../../../../contracts/sandbox"
import { authenticateSandboxPayment } from "../../../../../workflows/sandbox-payments"

export const POST = async (req: MedusaRequest<AuthenticatePaymentIntent>, res: MedusaResponse): Promise<void> => {
  res.json(await authenticateSandboxPayment(req.scope, String(req.params.id), req.validatedBody))
}
