import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { pruneClicks } from "../data/clicks"

/** Each night: clicks that are older than any window go; the counts per day stay. */
export default async function pruneOldClicks(container: MedusaContainer): Promise<void> {
  await pruneClicks(container.resolve(ContainerRegistrationKeys.PG_CONNECTION))
}

export const config = { name: "affiliate-commissions-prune-clicks", schedule: "23 4 * * *" }
