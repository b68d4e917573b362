import { type Actor, commonErrors } from "@atrium/kernel"
import { assignProviderToRequest, readRequestToAssign } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export type UnassignProviderInput = {
  readonly request_id: string
  readonly reason: string | null
  readonly actor: Actor
  /** `updated_at` as staff last read it; throws `stale_version` if it has changed. */
  readonly updated_at?: string | undefined
}

// No compensation: the move back to pending_contact is one transaction with its history and email, and another provider
// may have been found since.
export const unassignProviderStep = createStep(
  "unassign-provider",
  async ({ request_id, reason, actor, updated_at }: UnassignProviderInput, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const provider_id = await knex.transaction(async (trx) => {
      const seen = (await readRequestToAssign(trx, request_id))?.request
      if (!seen) throw commonErrors.fail("not_found")
      if (updated_at && seen.updated_at.getTime() !== new Date(updated_at).getTime())
        throw commonErrors.fail("stale_version")
      await assignProviderToRequest(trx, { request_id, seen, provider: null, actor, reason })
      return seen.provider_id
    })
    return new StepResponse({ request_id, provider_id })
  }
)
