import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileOrderProgress } from "../use-cases/reconcile-order-progress"

/** Every minute, for orders of the last two hours. */
export default async function reconcileRecentOrderProgress(container: MedusaContainer): Promise<void> {
  await reconcileOrderProgress(container, recently())
}

export const config = { name: "order-progress-reconcile-recent", schedule: "* * * * *" }
