import { EVERYTHING, reportReconciled } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { reconcileMessages } from "../use-cases"

/** Every five minutes: messages that were requested and that nothing sends. Two processes at once write the same keys once. */
export default async function reconcileMessagesJob(container: MedusaContainer): Promise<void> {
  reportReconciled(container, "Unsent emails", await reconcileMessages(container, EVERYTHING))
}

// No dot in the name: Medusa takes names with one for nested steps and then never runs the job.
export const config = { name: "notifications-reconcile-messages", schedule: "*/5 * * * *" }
