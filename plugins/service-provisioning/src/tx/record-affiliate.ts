import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { keepAffiliateOfOrder, markRequestsOfAffiliate } from "../modules/service-request/store/affiliate"

export type AffiliateOfOrder = {
  readonly order_id: string
  readonly affiliate: { readonly id: string; readonly code: string }
}

/**
 * Shows an order's affiliate on its service requests: on those made already and on those still to be provisioned, also
 * when nothing of the order was fanned out yet. Repeating it is harmless; another affiliate replaces the first. Two
 * statements, in the caller's transaction.
 */
export const recordAffiliateOfOrder = async (trx: Knex.Transaction, credited: AffiliateOfOrder): Promise<void> => {
  // Two statements on purpose: the second one's snapshot must be younger than the order's lock, or a unit that another
  // transaction has just provisioned would be missed.
  await keepAffiliateOfOrder(trx, credited.order_id, credited.affiliate)
  await markRequestsOfAffiliate(trx, credited.order_id, credited.affiliate)
}
