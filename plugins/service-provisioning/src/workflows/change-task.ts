import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { type ChangeTaskInput, changeTaskStep } from "./steps/change-task"

/**
 * Changes the status or the holder of a task; staff, its customer or the assigned provider asks for it. Throws
 * `not_found`, `stale_version`, `invalid_transition`, `task_blocked`.
 *
 * Hooks:
 * - `validate`: before anything changes, with what is asked for.
 * - `taskChanged`: the change is committed.
 */
export const changeTaskWorkflow = createWorkflow("change-task", (input: ChangeTaskInput) => {
  const validate = createHook("validate", { change: input })
  const changed = changeTaskStep(input)
  const taskChanged = createHook("taskChanged", { task: changed })
  return new WorkflowResponse(changed, { hooks: [validate, taskChanged] })
})
