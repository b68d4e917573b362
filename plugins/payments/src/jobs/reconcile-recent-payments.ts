import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcilePayments } from "../use-cases/reconcile-payments"

/** Every minute: checks the last two hours. Safe to run in several processes at once. */
export default async function reconcileRecentPayments(container: MedusaContainer): Promise<void> {
  await reconcilePayments(container, recently())
}

export const config = { name: "payments-reconcile-recent", schedule: "* * * * *" }
