import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileAssignments } from "../workflows/assign/look-again"

/** Each night: every open request that nobody has. */
export default async function reconcileAllAssignments(container: MedusaContainer): Promise<void> {
  await reconcileAssignments(container, { recentOnly: false })
}

export const config = { name: "provider-assignment-reconcile-all", schedule: "37 3 * * *" }
