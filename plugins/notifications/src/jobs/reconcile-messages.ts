import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileMessages } from "../use-cases"

/** Every five minutes: enqueues work for unsent messages that have none. Safe to run in several processes at once. */
export default async function reconcileMessagesJob(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Unsent emails", await reconcileMessages(container, EVERYTHING))
}

// No dot in the name: Medusa treats names with a dot as nested steps and never runs the job.
export const config = { name: "notifications-reconcile-messages", schedule: "*/5 * * * *" }
