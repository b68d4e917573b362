import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { markRequestsOfAffiliate } from "../data/provisioned-units"

export type AffiliateOfOrder = {
  readonly order_id: string
  readonly affiliate: { readonly id: string; readonly code: string }
}

/**
 * Shows an order's affiliate on its service requests: on those made already and on those still to be provisioned, also
 * when nothing of the order was fanned out yet. Repeating it is harmless; another affiliate replaces the first.
 */
export const recordAffiliateOfOrder = async (
  trx: Knex.Transaction,
  { order_id: orderId, affiliate }: AffiliateOfOrder
): Promise<void> => {
  const now = clock.now()
  const saved = { affiliate_id: affiliate.id, affiliate_code: affiliate.code, updated_at: now }
  await trx("service_order")
    .insert({ order_id: orderId, created_at: now, ...saved })
    .onConflict("order_id")
    .merge(saved)
  // Two statements on purpose: the second one's snapshot must be younger than the order's lock, or a unit that another
  // transaction has just provisioned would be missed.
  await markRequestsOfAffiliate(trx, orderId, affiliate)
}
