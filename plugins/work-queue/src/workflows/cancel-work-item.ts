import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { cancelWorkItemStep } from "./steps/move-by-hand"

/** A person gives up a due, retrying or dead item. Throws `not_found`, `invalid_transition`. */
export const cancelWorkItemWorkflow = createWorkflow("cancel-work-item", (input: { id: string }) => {
  return new WorkflowResponse(cancelWorkItemStep(input.id))
})
