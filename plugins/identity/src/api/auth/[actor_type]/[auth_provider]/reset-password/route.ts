import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { requestPasswordReset } from "../../../../../use-cases/request-links"

/** Core's route, without core's work: whether there is an account is found out later, where no one can time it. */
export const POST = async (req: MedusaRequest<{ identifier: string }>, res: MedusaResponse) => {
  await requestPasswordReset(req.scope, req.validatedBody.identifier, req.params.actor_type ?? "")
  res.sendStatus(201)
}
