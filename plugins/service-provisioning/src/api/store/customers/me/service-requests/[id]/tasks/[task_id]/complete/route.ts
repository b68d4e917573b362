import { handle } from "@atrium/server"

import { routes } from "../../../../../../../../../contracts"
import { readOwnRequest } from "../../../../../../../../../use-cases/read-service-requests"
import { changeTaskWorkflow } from "../../../../../../../../../workflows/change-task"
import { signedInCustomer } from "../../../../../../../../customer"

export const POST = handle(
  routes,
  "POST /store/customers/me/service-requests/:id/tasks/:task_id/complete",
  async ({ params, actor, scope }) => {
    const customerId = signedInCustomer(actor)
    await changeTaskWorkflow(scope).run({
      input: { requestId: params.id, taskId: params.task_id, customerId, actor, status: "done" },
    })
    return { service_request: await readOwnRequest(scope, customerId, params.id) }
  }
)
