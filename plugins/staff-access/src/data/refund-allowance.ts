import { clock } from "@atrium/kernel"
import { sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

/** Refunds of one order within this time are added up, so that splitting a refund does not evade the limit. */
const WINDOW_HOURS = 24

/**
 * Reserves an amount of what can be refunded on an order within a day without approval. Locks the order, so that parallel
 * refunds see each other. Null when it exceeds the limit.
 */
export const reserveAllowance = async (
  knex: Knex,
  refund: { order_id: string; amount: string; currency_code: string; limit: number }
): Promise<string | null> => {
  const now = clock.now()
  const id = generateEntityId(undefined, "sref")
  return knex.transaction(async (trx) => {
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))`, { key: `staff-refund:${refund.order_id}` })
    const written = await sqlChanges(
      trx,
      `INSERT INTO staff_refund (id, order_id, amount, currency_code, created_at)
       SELECT :id, :order_id, CAST(:amount AS numeric), :currency_code, :now
       WHERE CAST(:limit AS numeric) >= CAST(:amount AS numeric) + (
         SELECT coalesce(sum(amount), 0) FROM staff_refund WHERE order_id = :order_id AND created_at > :since)
       RETURNING id`,
      { ...refund, id, now, since: new Date(now.getTime() - WINDOW_HOURS * 3_600_000) }
    )
    return written > 0 ? id : null
  })
}

/** Releases a reservation, because the refund was refused. */
export const releaseAllowance = async (knex: Knex, id: string): Promise<void> => {
  await knex("staff_refund").where({ id }).delete()
}
