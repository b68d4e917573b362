import { actorOf } from "@atrium/server"
import { updateServiceRequestWorkflow } from "@atrium/service-provisioning/workflows"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ChangePortalRequest } from "../../../../../contracts/portal"
import { readPortalRequest } from "../../../../../workflows/provider-portal/read-requests"

export const POST = async (req: AuthenticatedMedusaRequest<ChangePortalRequest>, res: MedusaResponse) => {
  const providerId = req.auth_context.actor_id
  const id = req.params.id ?? ""
  await updateServiceRequestWorkflow(req.scope).run({
    input: { ...req.validatedBody, id, provider_id: providerId, actor: actorOf(req) },
  })
  res.json({ service_request: await readPortalRequest(req.scope, providerId, id) })
}
