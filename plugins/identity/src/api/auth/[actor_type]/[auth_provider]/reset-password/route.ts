import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { requestPasswordReset } from "../../../../../use-cases/request-links"

/** Core's route. Whether an account exists is checked later by a worker, so that the response time does not reveal it. */
export const POST = async (req: MedusaRequest<{ identifier: string }>, res: MedusaResponse) => {
  await requestPasswordReset(req.scope, req.validatedBody.identifier, req.params.actor_type ?? "")
  res.sendStatus(201)
}
