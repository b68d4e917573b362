import { EVERYTHING, reportReconciled } from "@atrium/work-queue/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileAssignments } from "../workflows/assign/look-again"

/** Each night: every open request that nobody has. */
export default async function reconcileAllAssignments(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Assignments", await reconcileAssignments(container, EVERYTHING))
}

export const config = { name: "provider-assignment-reconcile-all", schedule: "37 3 * * *" }
