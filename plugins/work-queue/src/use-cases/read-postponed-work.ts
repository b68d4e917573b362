import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { postponedWork } from "../data/postponed"

/** How many items of a kind wait for a service that is down, and since when the first of them does. */
export const readPostponedWork = (
  container: MedusaContainer,
  kind: string
): Promise<{ readonly count: number; readonly since: Date | null }> => postponedWork(knexOf(container), kind)
