import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { type UnassignProviderInput, unassignProviderStep } from "./steps/unassign-provider"

/**
 * Unassigns a service request: it waits for first contact again, its effort is returned, and another provider is chosen.
 *
 * Hooks: `validate` before anything changes (throw to refuse), and `providerUnassigned` afterwards with the provider it
 * had, null when it had none.
 * @throws not_found, stale_version, invalid_transition
 */
export const unassignProviderWorkflow = createWorkflow("unassign-provider", (input: UnassignProviderInput) => {
  const validate = createHook("validate", { input })
  const unassigned = unassignProviderStep(input)
  const providerUnassigned = createHook("providerUnassigned", { input, unassigned })
  return new WorkflowResponse(unassigned, { hooks: [validate, providerUnassigned] })
})
