import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { updateServiceRequestStep, type UpdateServiceRequestInput } from "./steps/update-service-request"

/**
 * Moves a service request to another state and appends notes. History, timeline and the customer's mail are written
 * in the same transaction. Throws `not_found`, `stale_version`, `invalid_transition`, `conflict`.
 */
export const updateServiceRequestWorkflow = createWorkflow(
  "update-service-request",
  (input: UpdateServiceRequestInput) => {
    return new WorkflowResponse(updateServiceRequestStep(input))
  }
)

/** Moves a service request on and does nothing else. */
export const moveServiceRequestWorkflow = createWorkflow(
  "move-service-request",
  (input: UpdateServiceRequestInput & { status: NonNullable<UpdateServiceRequestInput["status"]> }) => {
    return new WorkflowResponse(updateServiceRequestStep(input))
  }
)
