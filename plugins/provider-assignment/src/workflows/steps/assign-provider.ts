import type { Actor } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { assignChosenProvider } from "../../use-cases/assign-chosen-provider"
import { assignRequest, type AssignmentOutcome } from "../../use-cases/assign-request"

export type AssignProviderInput = {
  readonly request_id: string
  /** `policy`: the policy chooses, on behalf of this work item. Otherwise staff chose the provider. */
  readonly choice:
    | { readonly by: "policy"; readonly work_key: string }
    | { readonly by: "staff"; readonly provider_id: string; readonly reason: string | null; readonly actor: Actor }
  /** `updated_at` as staff last read it; throws `stale_version` if it has changed. */
  readonly updated_at?: string | undefined
}

// No compensation: assignment, effort, status, history and emails are one transaction, and undoing it later would take
// back what provider and customer were notified of.
export const assignProvider = (
  container: MedusaContainer,
  { request_id, choice, updated_at }: AssignProviderInput
): Promise<AssignmentOutcome> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return knex.transaction(async (trx): Promise<AssignmentOutcome> => {
    if (choice.by === "policy") return assignRequest(trx, request_id, choice.work_key)
    const { provider_id, reason, actor } = choice
    const assigned = await assignChosenProvider(trx, { request_id, provider_id, reason, actor, updated_at })
    return assigned ? { outcome: "assigned", assigned } : { outcome: "settled" }
  })
}

export const assignProviderStep = createStep(
  "assign-provider",
  async (input: AssignProviderInput, { container }) => new StepResponse(await assignProvider(container, input))
)
