import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { addTask } from "../../../../../use-cases/add-task"
import { readTask, readTasks } from "../../../../../use-cases/read-service-requests"

export const GET = handle(routes, "GET /admin/service-requests/:id/tasks", async ({ params, scope }) => ({
  tasks: await readTasks(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/service-requests/:id/tasks", async ({ params, body, scope, res }) => {
  const due = body.due_at ? new Date(body.due_at) : null
  const taskId = await addTask(scope, params.id, { ...body, due_at: due })
  res.status(201)
  return { task: await readTask(scope, params.id, taskId) }
})
