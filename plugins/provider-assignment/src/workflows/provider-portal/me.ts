import { clock, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import type { PortalMe, UpdatePortalMe } from "../../contracts/portal"
import { findMe, keepPhone } from "../../modules/provider-assignment/store/portal"

/** The signed-in provider as the shop keeps it. Throws `not_found`. One statement. */
export const readPortalMe = async (container: MedusaContainer, id: string): Promise<PortalMe> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const me = await findMe(knex, id)
  if (!me) throw commonErrors.fail("not_found")
  const { capacity_minutes_per_week: minutes, ...rest } = me
  return { ...rest, capacity_hours_per_week: minutes / 60 }
}

export type UpdatePortalMeInput = UpdatePortalMe & { provider_id: string }

// No compensation: the only step of its workflow.
const updatePortalMeStep = createStep("update-portal-me", async (input: UpdatePortalMeInput, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  if (input.phone !== undefined) await keepPhone(knex, input.provider_id, input.phone, clock.now())
  return new StepResponse(input.provider_id)
})

/** A provider changes its own contact data. Nothing of it decides about requests. */
export const updatePortalMeWorkflow = createWorkflow("update-portal-me", (input: UpdatePortalMeInput) => {
  return new WorkflowResponse(updatePortalMeStep(input))
})
