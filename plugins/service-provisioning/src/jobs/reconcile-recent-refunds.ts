import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileRefunds } from "../use-cases/reconcile-refunds"

/** Every minute, for refunds and cancellations of the last two hours. */
export default async function reconcileRecentRefunds(container: MedusaContainer): Promise<void> {
  await reconcileRefunds(container, recently())
}

export const config = { name: "service-provisioning-reconcile-recent-refunds", schedule: "* * * * *" }
