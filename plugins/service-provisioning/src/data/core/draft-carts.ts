import { column, sqlChanges, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const Cart = z.object({ id: column.text, of_account: column.boolean })

/** A cart that can still be checked out. Null for one that was paid, deleted, or belongs to a purchase of its own. */
export const openCartToResume = (sql: Sql, cartId: string): Promise<z.infer<typeof Cart> | null> =>
  sqlRow(
    sql,
    Cart,
    `SELECT cart.id, coalesce(customer.has_account, false) AS of_account
     FROM cart LEFT JOIN customer ON customer.id = cart.customer_id
     WHERE cart.id = ? AND cart.completed_at IS NULL AND cart.deleted_at IS NULL
       AND EXISTS (SELECT FROM cart_line_item line WHERE line.cart_id = cart.id AND line.deleted_at IS NULL)
       AND NOT EXISTS (SELECT FROM service_purchase bought
         WHERE bought.cart_id = cart.id AND (bought.source = 'purchase' OR bought.order_id IS NOT NULL
           OR bought.status = 'processing'))`,
    [cartId]
  )

const DELETE_FINISHED = `
  DELETE FROM checkout_draft WHERE id IN (
    SELECT draft.id FROM checkout_draft draft
    LEFT JOIN cart ON cart.id = draft.cart_id
    WHERE (draft.cart_id IS NOT NULL AND (cart.id IS NULL OR cart.completed_at IS NOT NULL OR cart.deleted_at IS NOT NULL))
      OR EXISTS (SELECT FROM service_purchase bought WHERE bought.id = draft.purchase_id AND bought.order_id IS NOT NULL)
      OR EXISTS (SELECT FROM service_purchase bought WHERE bought.cart_id = draft.cart_id AND bought.order_id IS NOT NULL)
    LIMIT :most)`

/** Deletes up to `most` drafts whose cart or purchase became an order, or whose cart is gone. Returns their number. */
export const deleteFinishedDrafts = (sql: Sql, most: number): Promise<number> =>
  sqlChanges(sql, DELETE_FINISHED, { most })

const Bought = z.object({ bought: column.boolean })

/** Whether this person ordered something since then, on whatever device. */
export const hasOrderedSince = async (
  sql: Sql,
  { email, customerId, since }: { email: string; customerId: string | null; since: Date }
): Promise<boolean> =>
  (
    await sqlRow(
      sql,
      Bought,
      `SELECT EXISTS (SELECT FROM "order" o WHERE o.created_at >= :since AND o.deleted_at IS NULL
         AND (lower(o.email) = :email OR o.customer_id = CAST(:customerId AS text))) AS bought`,
      { email, customerId, since }
    )
  )?.bought ?? false
