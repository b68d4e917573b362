import { type Actor, commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { UpdateAffiliate } from "../contracts/affiliates"
import { moveAffiliate } from "../data/affiliates"

/**
 * Suspends or reactivates an affiliate. A suspended affiliate earns nothing from orders paid from now on; earlier
 * commissions are kept. Throws `not_found`, `invalid_transition`.
 */
export const changeAffiliateStatus = async (
  container: MedusaContainer,
  { id, status, reason, actor }: UpdateAffiliate & { id: string; actor: Actor }
): Promise<void> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const outcome = await moveAffiliate(knex, id, { to: status, reason, actor })
  if (outcome === "unknown") throw commonErrors.fail("not_found")
  if (outcome === "same") throw commonErrors.fail("invalid_transition")
}
