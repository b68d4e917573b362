import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

/** Refunds of one order within this time count together, so that splitting one does not get around the limit. */
const WINDOW_HOURS = 24

/**
 * Takes an amount out of what one person alone may refund on an order within a day. Under a lock of the order: of two
 * refunds at once the second sees the first. Null when it is too much.
 */
export const takeAllowance = async (
  knex: Knex,
  refund: { order_id: string; amount: string; currency_code: string; limit: number }
): Promise<string | null> => {
  const now = clock.now()
  const id = generateEntityId(undefined, "sref")
  return knex.transaction(async (trx) => {
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))`, { key: `staff-refund:${refund.order_id}` })
    const { rows } = await trx.raw<{ rows: unknown[] }>(
      `INSERT INTO staff_refund (id, order_id, amount, currency_code, created_at)
       SELECT :id, :order_id, CAST(:amount AS numeric), :currency_code, :now
       WHERE CAST(:limit AS numeric) >= CAST(:amount AS numeric) + (
         SELECT coalesce(sum(amount), 0) FROM staff_refund WHERE order_id = :order_id AND created_at > :since)
       RETURNING id`,
      { ...refund, id, now, since: new Date(now.getTime() - WINDOW_HOURS * 3_600_000) }
    )
    return rows.length > 0 ? id : null
  })
}

/** Releases it: the refund was refused after all. */
export const returnAllowance = async (knex: Knex, id: string): Promise<void> => {
  await knex("staff_refund").where({ id }).delete()
}
