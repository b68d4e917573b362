import { type Actor, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import type { AffiliateStatus } from "../contracts/statuses"
import { findAffiliate, moveAffiliate } from "../modules/affiliate/store/affiliates"

export type UpdateAffiliateInput = { id: string; status: AffiliateStatus; reason: string; actor: Actor }

// No compensation: the one write of its workflow, in one statement.
const moveAffiliateStep = createStep("move-affiliate", async (input: UpdateAffiliateInput, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  if (!(await findAffiliate(knex, input.id))) throw commonErrors.fail("not_found")
  const moved = await moveAffiliate(knex, input.id, { to: input.status, reason: input.reason, actor: input.actor })
  if (!moved) throw commonErrors.fail("invalid_transition")
  return new StepResponse(input.id)
})

/**
 * Suspends an affiliate, or lets it earn again. A suspended one earns nothing from orders paid from now on; what it
 * earned before stays. Throws `not_found`, `invalid_transition`.
 */
export const updateAffiliateWorkflow = createWorkflow("update-affiliate", (input: UpdateAffiliateInput) => {
  return new WorkflowResponse(moveAffiliateStep(input))
})
