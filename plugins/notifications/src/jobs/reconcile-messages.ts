import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { reconcileMessages } from "../workflows/reconcile-messages"

/** Every five minutes: mails that were promised and that nothing sends. Two processes at once write the same keys once. */
export default async function reconcileMessagesJob(container: MedusaContainer): Promise<void> {
  const found = await reconcileMessages(container)
  if (found)
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`${found} mails had been forgotten and are due again`)
}

// No dot in the name: Medusa takes names with one for nested steps and then never runs the job.
export const config = { name: "notifications-reconcile-messages", schedule: "*/5 * * * *" }
