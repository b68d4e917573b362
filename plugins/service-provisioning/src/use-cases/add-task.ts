import { clock, commonErrors } from "@atrium/kernel"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findOpenRequest } from "../data/service-requests"
import { insertTask, type NewTask } from "../data/tasks"
import { UNKNOWN_KIND, unknownKinds } from "../domain/task-kind"
import { taskKinds } from "../extension-points"

/** Adds a task to an open request and returns its id. Throws `not_found`, `invalid_input`, `invalid_transition`. */
export const addTask = (container: MedusaContainer, requestId: string, task: NewTask): Promise<string> => {
  if (unknownKinds(taskKinds.all(), [task]).length)
    throw commonErrors.fail("invalid_input", { details: { kind: UNKNOWN_KIND } })
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return knex.transaction(async (trx) => {
    await findOpenRequest(trx, requestId)
    const { id, name, visible_to_client: visible } = await insertTask(trx, requestId, task)
    await recordTimeline(trx, {
      subjectId: requestId,
      type: "task_added",
      visibility: visible ? "public" : "internal",
      occurredAt: clock.now(),
      note: name,
    })
    return id
  })
}
