import { metrics } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { LATE_SECONDS } from "../domain/queue-health"
import { workSummary } from "../use-cases"

/** Each minute: the alarm when due work waits. The Operations page shows the same. */
export default async function watchWork(container: MedusaContainer): Promise<void> {
  const { oldest_due_seconds: waited } = await workSummary(container)
  if (waited < LATE_SECONDS) return
  metrics().errors.labels("work_late").inc()
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`Due work has waited for ${waited} seconds`, new Error("No worker keeps up with the work queue"))
}

export const config = { name: "work-queue-watch-work", schedule: "* * * * *" }
