import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Row = z.object({
  /** The guest with this email address. */
  guest_id: column.text.nullable(),
  /** Whether any promotion applies to carts by itself. */
  promotions: column.boolean,
  /** Whether any tax region leaves its taxes to another provider than Medusa's own. */
  other_taxes: column.boolean,
})

/** What building a cart depends on beside its lines. */
export const cartFactsOf = async (knex: Knex, email: string): Promise<z.infer<typeof Row>> =>
  (await sqlRow(
    knex,
    Row,
    `SELECT (SELECT id FROM customer WHERE email = ? AND NOT has_account AND deleted_at IS NULL ORDER BY id LIMIT 1) AS guest_id,
       EXISTS (SELECT 1 FROM promotion WHERE is_automatic AND status = 'active' AND deleted_at IS NULL) AS promotions,
       EXISTS (SELECT 1 FROM tax_region WHERE provider_id <> 'tp_system' AND deleted_at IS NULL) AS other_taxes`,
    [email]
  )) ?? { guest_id: null, promotions: true, other_taxes: true }
