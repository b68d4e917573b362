import { actorOf } from "@atrium/server"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { changeTaskWorkflow } from "../../../../../../../../../workflows/change-task"
import { readOwnRequest } from "../../../../../../../../../use-cases/read-service-requests"

export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const customerId = req.auth_context.actor_id
  const requestId = req.params.id ?? ""
  await changeTaskWorkflow(req.scope).run({
    input: { requestId, taskId: req.params.task_id ?? "", customerId, actor: actorOf(req), status: "done" },
  })
  res.json({ service_request: await readOwnRequest(req.scope, customerId, requestId) })
}
