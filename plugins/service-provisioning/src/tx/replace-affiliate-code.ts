import { sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Replaces an affiliate's code wherever orders and requests show it, in the caller's transaction: a code often contains the
 * affiliate's name.
 */
export const replaceAffiliateCode = async (
  trx: Knex.Transaction,
  { from, to }: { from: string; to: string }
): Promise<void> => {
  for (const table of ["service_order", "service_request", "service_purchase"])
    await sqlChanges(trx, `UPDATE ${table} SET affiliate_code = :to WHERE upper(affiliate_code) = :from`, { from, to })
}
