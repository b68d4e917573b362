import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcilePayments } from "../workflows/reconcile-payments"

/** Each night: everything, from the shop's first day. */
export default async function reconcileAllPayments(container: MedusaContainer): Promise<void> {
  await reconcilePayments(container, new Date(0))
}

export const config = { name: "payments-reconcile-all", schedule: "17 3 * * *" }
