import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileRefunds } from "../use-cases/reconcile-refunds"

/** Every night, for all refunds and cancellations. */
export default async function reconcileAllRefunds(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Refunds", await reconcileRefunds(container, EVERYTHING))
}

export const config = { name: "service-provisioning-reconcile-all-refunds", schedule: "33 3 * * *" }
