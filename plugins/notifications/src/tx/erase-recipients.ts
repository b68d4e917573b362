import { sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Replaces the recipients of emails about these events, in the caller's transaction: addresses that someone typed, but never proved. */
export const eraseRecipients = (trx: Knex.Transaction, events: readonly string[]): Promise<number> =>
  sqlChanges(
    trx,
    `UPDATE message SET recipient = 'erased-' || id || '@erased.invalid', props = '{}',
       status = CASE WHEN status = 'pending' THEN 'failed' ELSE status END
     WHERE event = ANY(?) AND recipient NOT LIKE '%@erased.invalid'`,
    [[...events]]
  )
