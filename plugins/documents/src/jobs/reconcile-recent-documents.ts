import { recently } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileDocuments } from "../use-cases/reconcile-documents"

/** Every minute: checks the last two hours. Safe to run in several processes at once. */
export default async function reconcileRecentDocuments(container: MedusaContainer): Promise<void> {
  await reconcileDocuments(container, recently())
}

export const config = { name: "documents-reconcile-recent", schedule: "* * * * *" }
