import { EVERYTHING, reportReconciled } from "@atrium/work-queue/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileMessages } from "../workflows/reconcile-messages"

/** Every five minutes: mails that were promised and that nothing sends. Two processes at once write the same keys once. */
export default async function reconcileMessagesJob(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Unsent emails", await reconcileMessages(container, EVERYTHING))
}

// No dot in the name: Medusa takes names with one for nested steps and then never runs the job.
export const config = { name: "notifications-reconcile-messages", schedule: "*/5 * * * *" }
