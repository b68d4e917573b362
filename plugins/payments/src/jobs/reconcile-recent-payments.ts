import { clock } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcilePayments } from "../workflows/reconcile-payments"

const WINDOW_HOURS = 2

/** Each minute: the last two hours. Two processes doing it at once write the same keys once. */
export default async function reconcileRecentPayments(container: MedusaContainer): Promise<void> {
  await reconcilePayments(container, new Date(clock.now().getTime() - WINDOW_HOURS * 3_600_000))
}

export const config = { name: "payments-reconcile-recent", schedule: "* * * * *" }
