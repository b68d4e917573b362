import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { CompleteRegistration } from "../../../../contracts"
import { completeRegistrationWorkflow } from "../../../../workflows"

export const POST = async (req: MedusaRequest<CompleteRegistration>, res: MedusaResponse) => {
  const { result } = await completeRegistrationWorkflow(req.scope).run({ input: req.validatedBody })
  res.status(201).json({ customer: result })
}
