import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { requireGatheredFacts } from "../use-cases/require-gathered-facts"
import { reconcileAssignments, sweepParkedRequests } from "../use-cases/sweep-parked-requests"

// For workers, which have no API.
requireGatheredFacts()

/**
 * Each minute: parked requests (hours, weeks and absences change by time alone), and unassigned requests of the last two
 * hours that nothing announced. Two processes at once take different rows and write each key once.
 */
export default async function sweepParked(container: MedusaContainer): Promise<void> {
  await sweepParkedRequests(container)
  await reconcileAssignments(container, recently())
}

export const config = { name: "provider-assignment-look-at-waiting", schedule: "* * * * *" }
