import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { readTask } from "../../../../../../use-cases/read-service-requests"
import { changeTaskWorkflow } from "../../../../../../workflows/change-task"

export const POST = handle(
  routes,
  "POST /admin/service-requests/:id/tasks/:task_id",
  async ({ params, body, actor, scope }) => {
    await changeTaskWorkflow(scope).run({
      input: { ...body, requestId: params.id, taskId: params.task_id, actor },
    })
    return { task: await readTask(scope, params.id, params.task_id) }
  }
)
