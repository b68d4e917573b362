import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { type AssignProviderInput, assignProviderStep } from "./steps/assign-provider"

/**
 * Assigns a service request to a provider: the one that staff chose, or the one that the policy chooses.
 *
 * Hooks: `validate` before anything is decided (throw to refuse; the policy's own attempt is tried again later), and
 * `assignmentDecided` afterwards, with `outcome` assigned, parked (no eligible provider) or settled (nothing to do).
 * @throws not_found, stale_version, invalid_transition, invalid_input, provider_not_active, reason_needed,
 *   capacity_exceeded
 */
export const assignProviderWorkflow = createWorkflow("assign-provider", (input: AssignProviderInput) => {
  const validate = createHook("validate", { input })
  const outcome = assignProviderStep(input)
  const assignmentDecided = createHook("assignmentDecided", { input, outcome })
  return new WorkflowResponse(outcome, { hooks: [validate, assignmentDecided] })
})
