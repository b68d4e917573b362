import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { WorkToEnqueue } from "../../contracts"
import { enqueueWorkKeys } from "../../tx"

/** Enqueues work from a workflow. Compensation removes items that no worker has started, because a row blocks its key forever. */
export const enqueueWorkStep = createStep(
  "enqueue-work",
  async (items: WorkToEnqueue[], { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const keys = await enqueueWorkKeys(knex, items)
    return new StepResponse(keys.length, keys)
  },
  async (keys, { container }) => {
    if (!keys?.length) return
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex("work_item").whereIn("key", keys).where({ status: "due", attempts: 0 }).delete()
  }
)
