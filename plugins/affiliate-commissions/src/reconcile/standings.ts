import { clock } from "@atrium/kernel"
import type { ReconcilePage } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { CommissionStatus } from "../contracts/statuses"
import type { OrderChanges, RemovedUnits } from "../domain/order-changes"
import type { AttributionFacts } from "../modules/affiliate/store/attributions"
import { refundedOfSql, removedUnitsSql } from "./order-facts"

/** An attributed order: what its commissions stand for, and what Medusa's rows say. */
export type OrderStanding = {
  order_id: string
  currency_code: string
  matures_at: Date
  /** Refunds the commissions stand for, whole minor units. */
  refunded_amount: string
  canceled: boolean
  changes: OrderChanges
  parts: AttributionFacts["parts"]
  /** Units taken out of the order, and everything that was taken for it, major units. */
  removed: RemovedUnits
  captured: string
  /** Refunds that the order's transactions hold, major units, and whether the order is canceled. */
  refunds: string[]
  is_canceled: boolean
  commissions: { id: string; status: CommissionStatus; amount: string }[]
}

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

const STANDINGS = (candidates: string) => `
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

/** A page of attributed orders by id: those where something moved since then. */
export const findStandings = async (
  knex: Knex,
  { since, after, limit }: ReconcilePage<OrderStanding>
): Promise<OrderStanding[]> => {
  const page = { after: after?.order_id ?? "", limit }
  const answer: { rows: OrderStanding[] } =
    since.getTime() > 0
      ? await knex.raw(STANDINGS(RECENT), { ...page, since, now: clock.now() })
      : await knex.raw(STANDINGS(ALL), page)
  return answer.rows
}
