import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileProvisioning } from "../use-cases/reconcile-provisioning"

/** Every night, for all orders. */
export default async function reconcileAllProvisioning(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Provisioning", await reconcileProvisioning(container, EVERYTHING))
}

export const config = { name: "service-provisioning-reconcile-all", schedule: "23 3 * * *" }
