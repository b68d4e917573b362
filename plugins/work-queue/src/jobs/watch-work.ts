import { metrics } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { LATE_SECONDS } from "../domain/queue-health"
import { workSummary } from "../use-cases"

/** Every minute: raises an alarm when due work waits. The Operations page shows it too. */
export default async function watchWork(container: MedusaContainer): Promise<void> {
  const { oldest_due_seconds: waited } = await workSummary(container)
  if (waited < LATE_SECONDS) return
  metrics().errors.labels("work_late").inc()
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`Due work has waited for ${waited} seconds`, new Error("No worker is running or the workers can't keep up"))
}

export const config = { name: "work-queue-watch-work", schedule: "* * * * *" }
