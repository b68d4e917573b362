import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileCommissions } from "../use-cases/reconcile-commissions"

/** Each minute: what moved in the last two hours. Two processes doing it at once write the same keys once. */
export default async function reconcileRecentCommissions(container: MedusaContainer): Promise<void> {
  await reconcileCommissions(container, recently())
}

export const config = { name: "affiliate-commissions-reconcile-recent", schedule: "* * * * *" }
