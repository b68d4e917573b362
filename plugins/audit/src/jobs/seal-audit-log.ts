import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { sealEntries } from "../use-cases"

/** Every minute: appends new entries to the chain. Reading and verifying the log do the same. */
export default async function sealAuditLog(container: MedusaContainer): Promise<void> {
  await sealEntries(container.resolve(ContainerRegistrationKeys.PG_CONNECTION))
}

export const config = { name: "audit-seal", schedule: "* * * * *" }
