import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { listValidSignIns } from "../data/core/valid-sign-ins"
import type { SignInOut } from "../contracts"

/** More than anyone has; ending all others also ends those that are not shown. */
const MOST_SHOWN = 100

/** The valid sign-ins of an identity, the last used first. `tokenHash` is of the request. */
export const listSignIns = async (
  container: MedusaContainer,
  { identityId, tokenHash }: { identityId: string; tokenHash: string | null }
): Promise<SignInOut[]> => {
  const rows = await listValidSignIns(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), {
    identityId,
    now: new Date(),
    limit: MOST_SHOWN,
  })
  return rows.map((row) => ({
    id: row.id,
    account: row.actor_type,
    browser: row.browser,
    system: row.system,
    first_seen_at: row.first_seen_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    current: row.token_hash === tokenHash,
  }))
}
