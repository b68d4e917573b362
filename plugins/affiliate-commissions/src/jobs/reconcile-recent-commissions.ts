import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileCommissions } from "../use-cases/reconcile-commissions"

/** Every minute: checks what changed in the last two hours. Safe to run in several processes at once. */
export default async function reconcileRecentCommissions(container: MedusaContainer): Promise<void> {
  await reconcileCommissions(container, recently())
}

export const config = { name: "affiliate-commissions-reconcile-recent", schedule: "* * * * *" }
