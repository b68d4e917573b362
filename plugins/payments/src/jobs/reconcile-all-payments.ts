import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcilePayments } from "../use-cases/reconcile-payments"

/** Every night: checks everything since the shop's first day. */
export default async function reconcileAllPayments(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Payments", await reconcilePayments(container, EVERYTHING))
}

export const config = { name: "payments-reconcile-all", schedule: "17 3 * * *" }
