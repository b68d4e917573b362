import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { cancelByHand, retryByHand } from "../../modules/work-queue/engine/move-by-hand"

// No compensation: a worker may have begun the item the moment it became due.
export const retryWorkItemStep = createStep("retry-work-item", async (id: string, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return new StepResponse(await retryByHand(knex, id))
})

// No compensation: it is the only step of its workflow, and a cancelled item can be retried by hand.
export const cancelWorkItemStep = createStep("cancel-work-item", async (id: string, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return new StepResponse(await cancelByHand(knex, id))
})
