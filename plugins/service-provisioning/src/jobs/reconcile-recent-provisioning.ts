import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileProvisioning } from "../use-cases/reconcile-provisioning"

/** Each minute: orders of the last two hours. Two processes doing it at once write the same keys once. */
export default async function reconcileRecentProvisioning(container: MedusaContainer): Promise<void> {
  await reconcileProvisioning(container, recently())
}

export const config = { name: "service-provisioning-reconcile-recent", schedule: "* * * * *" }
