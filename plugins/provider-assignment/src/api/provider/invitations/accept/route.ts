import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { AcceptInvitation } from "../../../../contracts/portal"
import { acceptInvitationWorkflow } from "../../../../workflows/provider-sign-in/accept-invitation"

export const POST = async (req: MedusaRequest<AcceptInvitation>, res: MedusaResponse) => {
  const { result } = await acceptInvitationWorkflow(req.scope).run({ input: req.validatedBody })
  res.json({ provider: result })
}
