import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { updateServiceRequestStep, type UpdateServiceRequestInput } from "./steps/update-service-request"

/**
 * Moves a service request to another state and appends notes; staff or the assigned provider asks for it. History,
 * timeline and the customer's email are written in the same transaction. Throws `not_found`, `stale_version`,
 * `invalid_transition`, `conflict`.
 *
 * Hooks:
 * - `validate`: before anything changes, with what is asked for.
 * - `serviceRequestUpdated`: the change is committed; `from` and `to` are equal when only a note was added. Moves that a
 *   refund or an assignment makes do not pass here: the extension point `requestMoveEffects` sees every move.
 */
export const updateServiceRequestWorkflow = createWorkflow(
  "update-service-request",
  (input: UpdateServiceRequestInput) => {
    const validate = createHook("validate", { change: input })
    const updated = updateServiceRequestStep(input)
    const serviceRequestUpdated = createHook("serviceRequestUpdated", { service_request: updated })
    return new WorkflowResponse(updated, { hooks: [validate, serviceRequestUpdated] })
  }
)
