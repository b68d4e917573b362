import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcilePayments } from "../use-cases/reconcile-payments"

/** Each minute: the last two hours. Two processes doing it at once write the same keys once. */
export default async function reconcileRecentPayments(container: MedusaContainer): Promise<void> {
  await reconcilePayments(container, recently())
}

export const config = { name: "payments-reconcile-recent", schedule: "* * * * *" }
