import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { AddTask } from "../../../../../contracts/service-requests"
import { addTaskWorkflow } from "../../../../../workflows/change-task"
import { readTask, readTasks } from "../../../../../use-cases/read-service-requests"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  res.json({ tasks: await readTasks(req.scope, req.params.id ?? "") })
}

export const POST = async (req: MedusaRequest<AddTask>, res: MedusaResponse) => {
  const { due_at, ...task } = req.validatedBody
  const { result } = await addTaskWorkflow(req.scope).run({
    input: { requestId: req.params.id ?? "", task: { ...task, due_at: due_at ?? null } },
  })
  res.status(201).json({ task: await readTask(req.scope, result.requestId, result.taskId) })
}
