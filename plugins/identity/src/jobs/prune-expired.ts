import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { pruneExpired } from "../data/revoked-tokens"

/** Each night. The machine's time, not the movable business time: tokens carry the machine's. */
export default async function pruneExpiredIdentityRows(container: MedusaContainer): Promise<void> {
  await pruneExpired(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), new Date())
}

export const config = { name: "identity-prune-expired", schedule: "43 3 * * *" }
