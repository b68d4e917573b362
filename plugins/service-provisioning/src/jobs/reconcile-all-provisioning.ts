import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileProvisioning } from "../workflows/reconcile-provisioning"

/** Each night: every order there is. */
export default async function reconcileAllProvisioning(container: MedusaContainer): Promise<void> {
  await reconcileProvisioning(container, { recentOnly: false })
}

export const config = { name: "service-provisioning-reconcile-all", schedule: "23 3 * * *" }
