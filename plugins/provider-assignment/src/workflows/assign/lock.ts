import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Decisions are made one after the other, whatever the number of processes: each sees the effort the one before
 * reserved. Held until the caller's transaction ends. A statement of its own, so that the next one reads what was
 * committed while this one waited.
 */
export const lockAssignments = async (trx: Knex.Transaction): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended('provider-assignment.decide', 0))")
}
