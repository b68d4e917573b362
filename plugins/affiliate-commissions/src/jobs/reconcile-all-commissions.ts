import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileCommissions } from "../workflows/reconcile-commissions"

/** Each night: every order that ever named an affiliate. */
export default async function reconcileAllCommissions(container: MedusaContainer): Promise<void> {
  await reconcileCommissions(container, { recentOnly: false })
}

export const config = { name: "affiliate-commissions-reconcile-all", schedule: "41 3 * * *" }
