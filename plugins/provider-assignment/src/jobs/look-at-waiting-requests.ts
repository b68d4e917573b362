import { recently } from "@atrium/work-queue/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"

import { lookAtWaitingRequests, reconcileAssignments } from "../workflows/assign/look-again"

/**
 * Each minute: requests that wait for somebody to fit (hours, weeks and absences change by time alone), and requests of
 * the last two hours that nothing announced. Two processes doing it at once take different rows and write keys once.
 */
export default async function lookAtWaiting(container: MedusaContainer): Promise<void> {
  await lookAtWaitingRequests(container)
  await reconcileAssignments(container, recently())
}

export const config = { name: "provider-assignment-look-at-waiting", schedule: "* * * * *" }
