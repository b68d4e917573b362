import type { ReconcilePage } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type UnattributedOrder = { order_id: string; payment_id: string | null }

// Paid as in order-facts.ts. An order that nobody brought has no purchase row that names somebody.
const UNATTRIBUTED = `
  SELECT o.id AS order_id,
    (SELECT py.id FROM order_payment_collection opc
      JOIN payment py ON py.payment_collection_id = opc.payment_collection_id AND py.deleted_at IS NULL
      WHERE opc.order_id = o.id AND opc.deleted_at IS NULL AND py.captured_at IS NOT NULL
      ORDER BY py.captured_at, py.id LIMIT 1) AS payment_id
  FROM service_purchase p
  JOIN order_cart oc ON oc.cart_id = p.cart_id AND oc.deleted_at IS NULL
  JOIN "order" o ON o.id = oc.order_id AND o.deleted_at IS NULL AND NOT o.is_draft_order
  JOIN order_summary s ON s.order_id = o.id AND s.version = o.version AND s.deleted_at IS NULL
  WHERE (p.affiliate_code IS NOT NULL OR p.click_id IS NOT NULL) AND o.id > :after
    AND o.created_at > :since
    AND NOT EXISTS (SELECT 1 FROM affiliate_attribution a WHERE a.order_id = o.id)
    AND coalesce((SELECT sum(tr.amount) FROM order_transaction tr WHERE tr.order_id = o.id AND tr.deleted_at IS NULL), 0)
      >= CAST(s.totals ->> 'current_order_total' AS numeric)
  ORDER BY o.id LIMIT :limit`

/**
 * Orders that are paid and name an affiliate, without an attribution: what nothing announced. A page of those
 * placed since then, by id.
 */
export const findUnattributed = async (
  knex: Knex,
  { since, after, limit }: ReconcilePage<UnattributedOrder>
): Promise<UnattributedOrder[]> => {
  const answer: { rows: UnattributedOrder[] } = await knex.raw(UNATTRIBUTED, {
    since,
    after: after?.order_id ?? "",
    limit,
  })
  return answer.rows
}
