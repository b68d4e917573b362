import { personalData, retentionRules } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { workPersonalData } from "../data/personal-data"
import { archiveFinished, type Archived } from "../data/archive"

/** Archives items done or canceled before that time; their keys stay taken. */
export const archiveWork = (container: MedusaContainer, before: Date): Promise<Archived> =>
  archiveFinished(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), before)

retentionRules.add("work-queue", {
  table: "work_item",
  what: "finished work items with their payloads; their keys stay, so that nothing is done twice",
  keptDays: 30,
  why: "staff look up what was done",
  remove: async (container, before) => (await archiveWork(container, before)).removed,
})

// Last, because what runs before may still enqueue work.
personalData.add("work-queue", workPersonalData, { order: 310 })
