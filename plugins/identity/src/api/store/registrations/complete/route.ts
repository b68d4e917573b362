import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { CompleteRegistration } from "../../../../contracts"
import { recordSecurityEvent } from "../../../../use-cases/record-security-event"
import { completeRegistrationWorkflow } from "../../../../workflows"

export const POST = async (req: MedusaRequest<CompleteRegistration>, res: MedusaResponse) => {
  const { result } = await completeRegistrationWorkflow(req.scope).run({ input: req.validatedBody })
  await recordSecurityEvent(req.scope, {
    action: "identity.registered",
    actor: { type: "customer", id: result.id, email: result.email },
  })
  res.status(201).json({ customer: result })
}
