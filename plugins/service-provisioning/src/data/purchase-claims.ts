import { column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

export type NewPurchaseClaim = {
  readonly orderId: string
  readonly customerId: string
  readonly email: string
  readonly tokenHash: string
  readonly now: Date
  readonly expiresAt: Date
}

/** Emails to one purchase's address within a day, whoever asks. */
const MOST_LINKS_A_DAY = 5

/**
 * Records a link. It replaces the customer's earlier ones for the same order. Returns false, and records nothing, when the
 * address has got too many links for this order within a day.
 */
export const recordPurchaseClaim = async (trx: Knex.Transaction, claim: NewPurchaseClaim): Promise<boolean> => {
  // Two links for one order are recorded one after the other, so that both are counted.
  await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`purchase-claim:${claim.orderId}`])
  await trx.raw("UPDATE purchase_claim SET token_hash = NULL WHERE order_id = ? AND customer_id = ?", [
    claim.orderId,
    claim.customerId,
  ])
  const recorded = await sqlRow(
    trx,
    z.object({ id: column.text }),
    `INSERT INTO purchase_claim (id, order_id, customer_id, email, token_hash, requested_at, expires_at)
     SELECT :id, :orderId, :customerId, :email, :tokenHash, :now, :expiresAt
     WHERE (SELECT count(*) FROM purchase_claim
            WHERE order_id = :orderId AND requested_at > CAST(:now AS timestamptz) - interval '1 day') < ${MOST_LINKS_A_DAY}
     RETURNING id`,
    { id: generateEntityId(undefined, "pclm"), ...claim }
  )
  return recorded !== null
}

const SpentClaim = z.object({ order_id: column.text, email: column.text })

/** Uses up a valid link of this customer; null for any other. If two requests use it at once, only one succeeds. */
export const spendPurchaseClaim = (
  trx: Knex.Transaction,
  link: { tokenHash: string; customerId: string; now: Date }
): Promise<z.infer<typeof SpentClaim> | null> =>
  sqlRow(
    trx,
    SpentClaim,
    `UPDATE purchase_claim SET token_hash = NULL, updated_at = :now
     WHERE token_hash = :tokenHash AND customer_id = :customerId AND expires_at > :now
     RETURNING order_id, email`,
    link
  )

const ClaimedRequest = z.object({ order_id: column.text, reference_number: column.text })

/** The order of a reference number; null when there is no such request. */
export const requestByReference = (sql: Sql, reference: string): Promise<z.infer<typeof ClaimedRequest> | null> =>
  sqlRow(
    sql,
    ClaimedRequest,
    "SELECT order_id, reference_number FROM service_request WHERE reference_number = ? AND deleted_at IS NULL",
    [reference]
  )

/** The reference numbers of an order's requests. */
export const referencesOfOrder = async (sql: Sql, orderId: string): Promise<string[]> =>
  (
    await sqlRows(
      sql,
      z.object({ reference_number: column.text }),
      `SELECT reference_number FROM service_request WHERE order_id = ? AND deleted_at IS NULL
       ORDER BY order_line_item_id, unit`,
      [orderId]
    )
  ).map(({ reference_number }) => reference_number)
