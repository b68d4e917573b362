import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileDocuments } from "../use-cases/reconcile-documents"

/** Every night: checks everything since the shop's first day. */
export default async function reconcileAllDocuments(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Documents", await reconcileDocuments(container, EVERYTHING))
}

export const config = { name: "documents-reconcile-all", schedule: "41 3 * * *" }
