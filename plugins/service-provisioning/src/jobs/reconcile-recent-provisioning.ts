import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileProvisioning } from "../use-cases/reconcile-provisioning"

/** Every minute, for orders of the last two hours. Two processes may run it at the same time: each work key is written once. */
export default async function reconcileRecentProvisioning(container: MedusaContainer): Promise<void> {
  await reconcileProvisioning(container, recently())
}

export const config = { name: "service-provisioning-reconcile-recent", schedule: "* * * * *" }
