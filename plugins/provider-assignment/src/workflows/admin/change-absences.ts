import { clock, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import type { AbsenceOut, AddAbsence } from "../../contracts/providers"
import { addAbsence, removeAbsence } from "../../modules/provider-assignment/store/portal"
import { findProvider } from "../../modules/provider-assignment/store/providers"
import { retryWaitingRequests } from "../assign/hurry"

export type AddProviderAbsence = AddAbsence & { provider_id: string }

// No compensation: the one write of its workflow.
const addProviderAbsenceStep = createStep("add-provider-absence", async (input: AddProviderAbsence, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  if (!(await findProvider(knex, input.provider_id))) throw commonErrors.fail("not_found")
  const row = await addAbsence(knex, {
    providerId: input.provider_id,
    startsAt: new Date(input.starts_at),
    endsAt: new Date(input.ends_at),
    reason: input.reason,
    now: clock.now(),
  })
  return new StepResponse<AbsenceOut>({
    ...{ id: row.id, reason: row.reason },
    ...{ starts_at: row.starts_at.toISOString(), ends_at: row.ends_at.toISOString() },
  })
})

/** Staff add an absence of a provider. What it has in hand stays with it. Throws `not_found`. */
export const addProviderAbsenceWorkflow = createWorkflow("add-provider-absence", (input: AddProviderAbsence) => {
  return new WorkflowResponse(addProviderAbsenceStep(input))
})

export type RemoveProviderAbsence = { provider_id: string; id: string }

// No compensation: the one write of its workflow, in one transaction.
const removeProviderAbsenceStep = createStep(
  "remove-provider-absence",
  async (input: RemoveProviderAbsence, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex.transaction(async (trx) => {
      if (!(await removeAbsence(trx, input.provider_id, input.id, clock.now()))) throw commonErrors.fail("not_found")
      await retryWaitingRequests(trx)
    })
    return new StepResponse(input.id)
  }
)

/**
 * Staff take an absence back that is not over; one that has begun ends now. Requests that wait are looked at again.
 * Throws `not_found`.
 */
export const removeProviderAbsenceWorkflow = createWorkflow(
  "remove-provider-absence",
  (input: RemoveProviderAbsence) => {
    return new WorkflowResponse(removeProviderAbsenceStep(input))
  }
)
