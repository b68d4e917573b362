import { clock } from "@atrium/kernel"
import { column, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { COMMISSION_STATUSES } from "../../contracts/statuses"
import { OrderChanges, RemovedUnits } from "../../domain/order-parts"
import { FrozenParts } from "../commissions"
import { refundedOfSql, removedUnitsSql } from "./order-facts"

const AttributedOrder = z.object({
  order_id: column.text,
  currency_code: column.text,
  matures_at: column.timestamp,
  /** Refunds that the commissions were computed from, whole minor units. */
  refunded_amount: column.bigint,
  canceled: column.boolean,
  changes: OrderChanges,
  parts: FrozenParts,
  /** Units taken out of the order, and everything that was captured for it, major units. */
  removed: RemovedUnits,
  captured: column.text,
  /** Refunds that the order's transactions hold, major units, and whether the order is canceled. */
  refunds: z.array(column.text),
  is_canceled: column.boolean,
  commissions: z.array(z.object({ id: column.text, status: z.enum(COMMISSION_STATUSES), amount: column.bigint })),
})
/** An attributed order: what its commissions were computed from, and what Medusa's rows say. */
export type AttributedOrder = z.infer<typeof AttributedOrder>

// What may have moved: attributions that changed, refunds and cancellations that were made, holding periods that ended.
const RECENT = `
  SELECT order_id FROM affiliate_attribution WHERE updated_at > :since
  UNION SELECT order_id FROM commission WHERE status IN ('pending', 'approved') AND matures_at <= :now
  UNION SELECT link.order_id FROM refund r
    JOIN payment py ON py.id = r.payment_id
    JOIN order_payment_collection link ON link.payment_collection_id = py.payment_collection_id AND link.deleted_at IS NULL
    WHERE r.updated_at > :since
  UNION SELECT order_id FROM order_change WHERE updated_at > :since
  UNION SELECT id FROM "order" WHERE canceled_at > :since`

const ALL = "SELECT order_id FROM affiliate_attribution"

const ATTRIBUTED = (candidates: string) => `
  SELECT a.order_id, a.currency_code, a.matures_at, CAST(a.refunded_amount AS text) AS refunded_amount, a.canceled,
    a.changes, a.facts -> 'parts' AS parts, ${removedUnitsSql("o")} AS removed,
    CAST(coalesce((SELECT sum(tr.amount) FROM order_transaction tr
      WHERE tr.order_id = o.id AND tr.amount > 0 AND tr.deleted_at IS NULL), 0) AS text) AS captured,
    o.canceled_at IS NOT NULL AS is_canceled,
    ${refundedOfSql("a.order_id")} AS refunds,
    (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'status', c.status, 'amount', CAST(c.amount AS text)))
      FROM commission c WHERE c.attribution_id = a.id) AS commissions
  FROM (${candidates}) candidate
  JOIN affiliate_attribution a ON a.order_id = candidate.order_id
  JOIN "order" o ON o.id = a.order_id
  WHERE a.order_id > :after AND EXISTS (SELECT 1 FROM commission c WHERE c.attribution_id = a.id)
  ORDER BY a.order_id LIMIT :limit`

/** A page of attributed orders by id: those where something changed since then. */
export const attributedOrders = (
  knex: Knex,
  { since, after, limit }: ReconcilePage<AttributedOrder>
): Promise<AttributedOrder[]> => {
  const page = { after: after?.order_id ?? "", limit }
  return since.getTime() > 0
    ? sqlRows(knex, AttributedOrder, ATTRIBUTED(RECENT), { ...page, since, now: clock.now() })
    : sqlRows(knex, AttributedOrder, ATTRIBUTED(ALL), page)
}

const UnattributedOrder = z.object({ order_id: column.text, payment_id: column.text.nullable() })
export type UnattributedOrder = z.infer<typeof UnattributedOrder>

// Paid as in order-facts.ts. Only a purchase row that names an affiliate makes an order one to attribute.
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

/** A page of paid orders that name an affiliate and have no attribution, placed since then, by id. */
export const unattributedOrders = (
  knex: Knex,
  { since, after, limit }: ReconcilePage<UnattributedOrder>
): Promise<UnattributedOrder[]> =>
  sqlRows(knex, UnattributedOrder, UNATTRIBUTED, { since, after: after?.order_id ?? "", limit })
