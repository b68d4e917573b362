import { forgetAdmissions } from "@atrium/identity/use-cases"
import { clock, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import type { UpdateProvider } from "../../contracts/providers"
import { standingAfter } from "../../domain/provider-standing"
import { keepSuspension, lockProvider, updateProvider } from "../../modules/provider-assignment/store/providers"
import type { ProviderRow } from "../../modules/provider-assignment/store/rows"
import { retryWaitingRequests } from "../assign/hurry"

export type UpdateProviderInput = UpdateProvider & { id: string }

const standing = (seen: ProviderRow, to: "active" | "suspended" | undefined) => {
  if (to === undefined || to === seen.status) return {}
  const status = standingAfter(seen.status, to, seen.active_since !== null)
  if (!status) throw commonErrors.fail("invalid_transition")
  return { status, suspended_at: status === "suspended" ? clock.now() : null }
}

// No compensation: the one write of its workflow, in one transaction.
const updateProviderStep = createStep(
  "update-provider",
  async ({ id, updated_at, status, capacity_hours_per_week, ...profile }: UpdateProviderInput, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex.transaction(async (trx) => {
      const seen = await lockProvider(trx, id, updated_at)
      const stand = standing(seen, status)
      await updateProvider(trx, seen, {
        ...profile,
        ...stand,
        ...(capacity_hours_per_week === undefined
          ? {}
          : { capacity_minutes_per_week: Math.round(capacity_hours_per_week * 60) }),
      })
      if (stand.status === "active" && seen.suspended_at) await keepSuspension(trx, id, seen.suspended_at)
      await retryWaitingRequests(trx)
    })
    forgetAdmissions()
    return new StepResponse(id)
  }
)

/**
 * Changes a provider. Suspending ends its sign-ins and new work at once and leaves the requests in its hands where they
 * are: staff give each to somebody else, with a reason. Requests that wait are looked at again.
 * @throws not_found
 * @throws stale_version
 * @throws invalid_transition when an invited provider is to be made active
 */
export const updateProviderWorkflow = createWorkflow("update-provider", (input: UpdateProviderInput) => {
  return new WorkflowResponse(updateProviderStep(input))
})
