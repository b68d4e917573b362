import { handle } from "@atrium/server"
import { changeTaskWorkflow } from "@atrium/service-provisioning/workflows"

import { routes } from "../../../../../../contracts/routes"
import { readPortalRequest } from "../../../../../../use-cases/read-portal-requests"
import { providerIdOf } from "../../../../provider-id"

export const POST = handle(
  routes,
  "POST /provider/service-requests/:id/tasks/:task_id",
  async ({ params: { id: requestId, task_id: taskId }, body, actor, scope }) => {
    const provider_id = providerIdOf(actor)
    await changeTaskWorkflow(scope).run({ input: { ...body, requestId, taskId, provider_id, actor } })
    return { service_request: await readPortalRequest(scope, provider_id, requestId) }
  }
)
