import { applyRetention } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import "../config/core-retention"

/** Every night: removes personal data whose retention time is over, as declared by each plugin. */
export default async function applyRetentionRules(container: MedusaContainer): Promise<void> {
  await applyRetention(container)
}

export const config = { name: "apply-retention", schedule: "41 4 * * *" }
