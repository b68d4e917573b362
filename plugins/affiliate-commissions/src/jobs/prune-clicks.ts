import type { MedusaContainer } from "@medusajs/framework/types"

import { pruneAffiliateClicks } from "../workflows/reconcile-commissions"

/** Each night: clicks older than any window go; the counts per day stay. */
export default async function pruneOldClicks(container: MedusaContainer): Promise<void> {
  await pruneAffiliateClicks(container)
}

export const config = { name: "affiliate-commissions-prune-clicks", schedule: "23 4 * * *" }
