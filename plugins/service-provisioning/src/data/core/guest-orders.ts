import { column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const Id = z.object({ id: column.text })

// Found by the guest of the address, and by the requests, which follow an address that staff corrected on the order.
const GUEST_ORDERS = `
  SELECT o.id FROM "order" o
  LEFT JOIN customer buyer ON buyer.id = o.customer_id
  WHERE o.id IN (
      SELECT made.id FROM customer guest JOIN "order" made ON made.customer_id = guest.id
      WHERE guest.email = :email AND NOT guest.has_account
      UNION SELECT r.order_id FROM service_request r WHERE r.customer_email = :email AND r.deleted_at IS NULL)
    AND coalesce(NOT buyer.has_account, true) AND o.deleted_at IS NULL
  ORDER BY o.id`

/** Orders of guests that may be of this address. What the order says is checked again under its lock. */
export const guestOrdersOf = async (sql: Sql, email: string): Promise<string[]> =>
  (await sqlRows(sql, Id, GUEST_ORDERS, { email })).map(({ id }) => id)

/**
 * Locks an order until the transaction ends; false when it belongs to an account, or does not exist. Two claims of one order
 * wait for each other here, and the second sees what the first one did.
 */
export const lockGuestOrder = async (trx: Knex.Transaction, orderId: string): Promise<boolean> => {
  const locked = await sqlRow(trx, Id, `SELECT id FROM "order" WHERE id = ? AND deleted_at IS NULL FOR UPDATE`, [
    orderId,
  ])
  // A statement of its own: the one that waits for the lock sees the customer as it was before.
  return locked !== null && (await buyerOfOrder(trx, orderId))?.has_account === false
}

const OrderBuyer = z.object({ customer_id: column.text.nullable(), has_account: column.boolean })

/** Who an order belongs to; null when there is no such order. */
export const buyerOfOrder = (sql: Sql, orderId: string): Promise<z.infer<typeof OrderBuyer> | null> =>
  sqlRow(
    sql,
    OrderBuyer,
    `SELECT o.customer_id, coalesce(c.has_account, false) AS has_account
     FROM "order" o LEFT JOIN customer c ON c.id = o.customer_id
     WHERE o.id = ? AND o.deleted_at IS NULL`,
    [orderId]
  )
