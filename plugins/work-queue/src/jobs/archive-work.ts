import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { archiveWork } from "../use-cases"

/** Each night: finished work older than 30 days becomes a key. */
export default async function archiveFinishedWork(container: MedusaContainer): Promise<void> {
  const { copied, removed } = await archiveWork(container)
  if (copied + removed > 0)
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`Work archived: ${copied} keys kept, ${removed} rows removed`)
}

export const config = { name: "work-queue-archive-work", schedule: "20 3 * * *" }
