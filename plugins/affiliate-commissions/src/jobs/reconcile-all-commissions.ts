import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileCommissions } from "../use-cases/reconcile-commissions"

/** Every night: checks every order with an affiliate. */
export default async function reconcileAllCommissions(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Commissions", await reconcileCommissions(container, EVERYTHING))
}

export const config = { name: "affiliate-commissions-reconcile-all", schedule: "41 3 * * *" }
