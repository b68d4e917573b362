import { clock } from "@atrium/kernel"

import type { RefundPlan } from "../../../domain/refund-plan"
import type { ServiceRequestRow } from "./requests"
import { rawAmount, type Sql } from "./sql"

export type OpenedOrder = { units: number | null; units_provisioned: number }

/**
 * Marks an order as one whose refunds are followed and locks its row until the caller commits; undefined when nothing of
 * it was fanned out. The mark is written, not only the lock taken: a unit that waits for the row meanwhile looks for
 * refunds as they were when it began to wait, but reads the row as it is when it gets it.
 */
export const markRefundsFollowed = async (trx: Sql, orderId: string): Promise<OpenedOrder | undefined> => {
  const [order] = await trx("service_order")
    .where({ order_id: orderId })
    .update({ refunds_followed: true })
    .returning<OpenedOrder[]>(["units", "units_provisioned"])
  return order
}

/** Requests of an order by line and unit, locked: nobody moves them while their refund is worked out. */
export const lockRequestsOfOrder = (trx: Sql, orderId: string): Promise<ServiceRequestRow[]> =>
  Promise.resolve(
    trx("service_request")
      .where({ order_id: orderId })
      .whereNull("deleted_at")
      .orderBy(["order_line_item_id", "unit"])
      .forUpdate()
      .select<ServiceRequestRow[]>("*")
  )

/** Requests of several orders, as they stand. */
export const requestsOfOrders = (knex: Sql, orderIds: readonly string[]): Promise<ServiceRequestRow[]> =>
  Promise.resolve(
    knex("service_request")
      .whereIn("order_id", [...orderIds])
      .whereNull("deleted_at")
      .select<ServiceRequestRow[]>("*")
  )

const KEEP = `
  UPDATE service_request r
  SET refunded_amount = kept.amount, raw_refunded_amount = kept.raw,
    refunded_at = CASE WHEN kept.amount > 0 THEN CAST(:now AS timestamptz) END,
    updated_at = greatest(CAST(:now AS timestamptz), r.updated_at + interval '1 millisecond')
  FROM jsonb_to_recordset(CAST(:kept AS jsonb)) AS kept (id text, amount numeric, raw jsonb)
  WHERE r.id = kept.id
  RETURNING r.*`

/** Keeps what was given back of each request; gives the rows as they are now. One statement for any number. */
export const keepRefunds = async (trx: Sql, refunds: RefundPlan["refunds"]): Promise<ServiceRequestRow[]> => {
  if (refunds.length === 0) return []
  const kept = refunds.map(({ id, refunded_amount: amount }) => ({ id, amount, raw: JSON.parse(rawAmount(amount)) }))
  const answer: { rows: ServiceRequestRow[] } = await trx.raw(KEEP, { now: clock.now(), kept: JSON.stringify(kept) })
  return answer.rows
}
