import { actorOf } from "@atrium/server"
import { changeTaskWorkflow } from "@atrium/service-provisioning/workflows"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ChangePortalTask } from "../../../../../../contracts/portal"
import { readPortalRequest } from "../../../../../../workflows/provider-portal/read-requests"

export const POST = async (req: AuthenticatedMedusaRequest<ChangePortalTask>, res: MedusaResponse) => {
  const providerId = req.auth_context.actor_id
  const requestId = req.params.id ?? ""
  await changeTaskWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      requestId,
      taskId: req.params.task_id ?? "",
      provider_id: providerId,
      actor: actorOf(req),
    },
  })
  res.json({ service_request: await readPortalRequest(req.scope, providerId, requestId) })
}
