import { clock } from "@atrium/kernel"

import type { Sql } from "./sql"

type Affiliate = { readonly id: string; readonly code: string }

/** Keeps the order's affiliate for units to come and locks the order's row. */
export const keepAffiliateOfOrder = async (trx: Sql, orderId: string, affiliate: Affiliate): Promise<void> => {
  const now = clock.now()
  const kept = { affiliate_id: affiliate.id, affiliate_code: affiliate.code, updated_at: now }
  await trx("service_order")
    .insert({ order_id: orderId, created_at: now, ...kept })
    .onConflict("order_id")
    .merge(kept)
}

/** The affiliate of the requests an order has. Their `updated_at` stays: nobody who edits one needs to look again. */
export const markRequestsOfAffiliate = async (trx: Sql, orderId: string, affiliate: Affiliate): Promise<void> => {
  await trx("service_request")
    .where({ order_id: orderId })
    .andWhereRaw("(affiliate_id, affiliate_code) IS DISTINCT FROM (?, ?)", [affiliate.id, affiliate.code])
    .update({ affiliate_id: affiliate.id, affiliate_code: affiliate.code })
}
