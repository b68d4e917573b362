import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { retryWorkItemStep } from "./steps/move-by-hand"

/** A person makes a dead, retrying or cancelled item due now. Throws `not_found`, `invalid_transition`. */
export const retryWorkItemWorkflow = createWorkflow("retry-work-item", (input: { id: string }) => {
  return new WorkflowResponse(retryWorkItemStep(input.id))
})
