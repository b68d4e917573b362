import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ChangePurchasePayment } from "../../../../../contracts/purchases"
import { changePurchasePayment } from "../../../../../use-cases/change-purchase-payment"

export const POST = async (req: MedusaRequest<ChangePurchasePayment>, res: MedusaResponse) => {
  res.json({ purchase: await changePurchasePayment(req.scope, { id: req.params.id ?? "", ...req.validatedBody }) })
}
