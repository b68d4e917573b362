import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import type { PolicyContent, UpdatePolicy } from "../../contracts/policies"
import { availableParts } from "../../domain/assignment"
import { addPolicyVersion } from "../../modules/provider-assignment/store/policies"
import { retryWaitingRequests } from "../assign/hurry"

export type UpdatePolicyInput = UpdatePolicy & { id: string; actor_id: string | null }

/** A policy may only name what is installed: anything else would stop every assignment. */
const checkParts = ({ rules, scorers }: PolicyContent): void => {
  const available = availableParts()
  const details: Record<string, string> = {}
  const check = (field: "rules" | "scorers", names: readonly string[]) => {
    const known = new Set(available[field].map(({ name }) => name))
    for (const [index, name] of names.entries())
      if (!known.has(name)) details[`content.${field}.${index}`] = "There is nothing of this name"
  }
  check("rules", rules)
  check("scorers", scorers)
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
}

// No compensation: the one write of its workflow, in one transaction.
const updateAssignmentPolicyStep = createStep(
  "update-assignment-policy",
  async (input: UpdatePolicyInput, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    checkParts(input.content)
    await knex.transaction(async (trx) => {
      await addPolicyVersion(trx, {
        policy_id: input.id,
        content: input.content,
        created_by: input.actor_id,
        expected: input.updated_at,
      })
      await retryWaitingRequests(trx)
    })
    return new StepResponse(input.id)
  }
)

/**
 * Adds the next version of a policy and routes by it from now on; decisions made before keep theirs. Requests that wait
 * are looked at again.
 * @throws not_found
 * @throws stale_version
 * @throws invalid_input when it names a rule or scorer that is not installed
 */
export const updateAssignmentPolicyWorkflow = createWorkflow("update-assignment-policy", (input: UpdatePolicyInput) => {
  return new WorkflowResponse(updateAssignmentPolicyStep(input))
})
