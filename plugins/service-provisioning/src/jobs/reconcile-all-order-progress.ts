import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileOrderProgress } from "../use-cases/reconcile-order-progress"

/** Every night, for all orders; the first run computes those of releases before order progress. */
export default async function reconcileAllOrderProgress(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Order progress", await reconcileOrderProgress(container, EVERYTHING))
}

export const config = { name: "order-progress-reconcile-all", schedule: "41 3 * * *" }
