import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdatePortalMe } from "../../../contracts/portal"
import { readPortalMe, updatePortalMeWorkflow } from "../../../workflows/provider-portal/me"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ provider: await readPortalMe(req.scope, req.auth_context.actor_id) })
}

export const POST = async (req: AuthenticatedMedusaRequest<UpdatePortalMe>, res: MedusaResponse) => {
  const id = req.auth_context.actor_id
  await updatePortalMeWorkflow(req.scope).run({ input: { ...req.validatedBody, provider_id: id } })
  res.json({ provider: await readPortalMe(req.scope, id) })
}
