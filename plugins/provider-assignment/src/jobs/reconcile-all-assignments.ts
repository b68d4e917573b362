import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileAssignments } from "../use-cases/sweep-parked-requests"

/** Each night: every unassigned open request. */
export default async function reconcileAllAssignments(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Assignments", await reconcileAssignments(container, EVERYTHING))
}

export const config = { name: "provider-assignment-reconcile-all", schedule: "37 3 * * *" }
