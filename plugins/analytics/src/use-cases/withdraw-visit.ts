import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { withdrawVisit as markWithdrawn } from "../data/events"

/** The visitor no longer agrees: what waits for the analytics service is not sent. */
export const withdrawVisit = async (container: MedusaContainer, visitId: string): Promise<void> => {
  await markWithdrawn(knexOf(container), visitId)
}
