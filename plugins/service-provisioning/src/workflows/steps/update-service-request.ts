import type { Actor } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { ServiceRequestStatus } from "../../contracts/statuses"
import { addNote } from "../../data/request-moves"
import { findRequest, providerActing, type ServiceRequestRow, touchRequest } from "../../data/service-requests"
import { requestFields } from "../../extension-points"
import { moveServiceRequest } from "../../tx/move-service-request"

export type UpdateServiceRequestInput = {
  id: string
  actor: Actor
  /** Set for a provider: the request must be assigned to them, else `not_found`. */
  provider_id?: string | undefined
  status?: ServiceRequestStatus | undefined
  /** Who has it from now on; null unassigns the provider. */
  assign_provider_id?: string | null | undefined
  reason?: string | undefined
  notes?: string | undefined
  /** `updated_at` as the caller last read it; `stale_version` if the row differs. */
  updated_at?: string | undefined
}

const assign = async (
  trx: Knex.Transaction,
  seen: ServiceRequestRow,
  { assign_provider_id: providerId, reason, actor }: UpdateServiceRequestInput
): Promise<ServiceRequestRow> => {
  if (providerId === undefined || providerId === seen.provider_id) return seen
  const field = requestFields.get("provider_id")
  if (!field) throw commonErrors.fail("invalid_input", { details: { provider_id: "No provider exists with this ID" } })
  await field.apply(trx, { request: seen, value: providerId, reason: reason ?? null, actor })
  const now = await findRequest(trx, seen.id)
  if (!now) throw commonErrors.fail("not_found")
  return now
}

/** Provider first, then state: a request that is assigned and started in one call makes both moves. */
const change = async (
  trx: Knex.Transaction,
  seen: ServiceRequestRow,
  input: UpdateServiceRequestInput
): Promise<ServiceRequestStatus> => {
  const assigned = await assign(trx, seen, input)
  // The change of provider may already have made this move; otherwise moving to the current state is refused.
  const reached = input.assign_provider_id !== undefined && input.status === assigned.status
  if (input.status && !reached) {
    const move = { to: input.status, reason: input.reason ?? null, actor: input.actor }
    return (await moveServiceRequest(trx, assigned, move)).status
  }
  if (assigned === seen && !(await touchRequest(trx, seen))) throw commonErrors.fail("conflict")
  return assigned.status
}

export type UpdatedServiceRequest = {
  readonly id: string
  readonly from: ServiceRequestStatus
  readonly to: ServiceRequestStatus
}

// No compensation: everything it does is one transaction, the only write of its workflow.
export const updateServiceRequestStep = createStep(
  "update-service-request",
  async (input: UpdateServiceRequestInput, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const updated = await knex.transaction(async (trx): Promise<UpdatedServiceRequest> => {
      if (input.actor.type === "provider" && input.assign_provider_id !== undefined)
        throw commonErrors.fail("forbidden")
      const seen = await findRequest(trx, input.id, { providerId: providerActing(input.actor, input.provider_id) })
      if (!seen) throw commonErrors.fail("not_found")
      if (input.updated_at && new Date(input.updated_at).getTime() !== seen.updated_at.getTime())
        throw commonErrors.fail("stale_version")
      const to = await change(trx, seen, input)
      if (input.notes) await addNote(trx, input.id, input.notes, input.actor)
      return { id: input.id, from: seen.status, to }
    })
    return new StepResponse(updated)
  }
)
