import { actorOf } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { UpdateTask } from "../../../../../../contracts/service-requests"
import { changeTaskWorkflow } from "../../../../../../workflows/change-task"
import { readTask } from "../../../../../../use-cases/read-service-requests"

export const POST = async (req: MedusaRequest<UpdateTask>, res: MedusaResponse) => {
  const { result } = await changeTaskWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      requestId: req.params.id ?? "",
      taskId: req.params.task_id ?? "",
      actor: actorOf(req),
    },
  })
  res.json({ task: await readTask(req.scope, result.requestId, result.taskId) })
}
