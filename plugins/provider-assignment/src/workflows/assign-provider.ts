import { unhandledHooks } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import type { AssignmentOutcome } from "../use-cases/assign-request"
import { assignProvider, type AssignProviderInput, assignProviderStep } from "./steps/assign-provider"

const ID = "assign-provider"

/**
 * Assigns a service request to a provider: the one that staff chose, or the one that the policy chooses.
 *
 * Hooks: `validate` before anything is decided (throw to refuse; the policy's own attempt is tried again later), and
 * `assignmentDecided` afterwards, with `outcome` assigned, parked (no eligible provider) or settled (nothing to do).
 * @throws not_found, stale_version, invalid_transition, invalid_input, provider_not_active, reason_needed,
 *   capacity_exceeded
 */
export const assignProviderWorkflow = createWorkflow(ID, (input: AssignProviderInput) => {
  const validate = createHook("validate", { input })
  const outcome = assignProviderStep(input)
  const assignmentDecided = createHook("assignmentDecided", { input, outcome })
  return new WorkflowResponse(outcome, { hooks: [validate, assignmentDecided] })
})

const isUnhooked = unhandledHooks(ID, ["validate", "assignmentDecided"])

/** Runs the workflow; only its step, without Medusa's workflow engine, where no plugin handles a hook of it. */
export const assignByPolicy = async (
  container: MedusaContainer,
  { request_id, work_key }: { readonly request_id: string; readonly work_key: string }
): Promise<AssignmentOutcome> => {
  const input: AssignProviderInput = { request_id, choice: { by: "policy", work_key } }
  return isUnhooked()
    ? assignProvider(container, input)
    : (await assignProviderWorkflow(container).run({ input })).result
}
