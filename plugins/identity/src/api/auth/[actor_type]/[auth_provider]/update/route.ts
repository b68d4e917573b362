import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { changePassword } from "../../../../../use-cases/change-password"

/** Core's route, which here also ends every sign-in of the identity. Core has already used up the reset token. */
export const POST = async (req: AuthenticatedMedusaRequest<{ password: string }>, res: MedusaResponse) => {
  await changePassword(req.scope, {
    actorType: req.auth_context.actor_type,
    identityId: req.auth_context.auth_identity_id,
    email: req.auth_context.actor_id,
    password: req.body.password,
  })
  res.json({ success: true })
}
