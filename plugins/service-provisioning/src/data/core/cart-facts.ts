import { suspendedBuyerSql } from "@atrium/identity/use-cases"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Row = z.object({
  /** The guest with this email address. */
  guest_id: column.text.nullable(),
  /** Whether the customer is suspended, or another customer with this email address. */
  suspended: column.boolean,
  /** Whether any promotion applies to carts by itself. */
  promotions: column.boolean,
  /** Whether any tax region leaves its taxes to another provider than Medusa's own. */
  other_taxes: column.boolean,
})

const FACTS = `
  SELECT (SELECT id FROM customer WHERE email = :email AND NOT has_account AND deleted_at IS NULL ORDER BY id LIMIT 1) AS guest_id,
    ${suspendedBuyerSql("CAST(:customerId AS text)", "CAST(:email AS text)")} AS suspended,
    EXISTS (SELECT 1 FROM promotion WHERE is_automatic AND status = 'active' AND deleted_at IS NULL) AS promotions,
    EXISTS (SELECT 1 FROM tax_region WHERE provider_id <> 'tp_system' AND deleted_at IS NULL) AS other_taxes`

/** What building a cart depends on beside its lines. `customerId`: the signed-in customer. */
export const cartFactsOf = async (
  knex: Knex,
  email: string,
  customerId: string | null = null
): Promise<z.infer<typeof Row>> => {
  const facts = await sqlRow(knex, Row, FACTS, { email, customerId })
  if (!facts) throw new Error("A statement without a table returned no row")
  return facts
}
