import { applyRetention } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import "../config/core-retention"

/** Each night: removes personal data whose time is over, as every plugin declares for its rows. */
export default async function applyRetentionRules(container: MedusaContainer): Promise<void> {
  await applyRetention(container)
}

export const config = { name: "apply-retention", schedule: "41 4 * * *" }
