import { clock, orderSql } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { DisputeStatus, GatewayDispute } from "../../contracts/gateway"
import type { GatewayDisputeQuery, GatewayDisputeView } from "../../contracts/gateway-disputes"
import { disputeViewOf, type DisputeRow } from "./dispute-row"
import { literal } from "./rows"

export type NewDispute = GatewayDispute & {
  provider: string
  /** The gateway's id of the payment. */
  paymentReference: string
  currencyCode: string
  /** Where it belongs in the shop; null while there is no order. */
  paymentId: string | null
  orderId: string | null
}

// A dispute that ended stays ended: two looks at the gateway may be written in the wrong order.
const RECORD = `
  WITH told AS (
    INSERT INTO gateway_dispute (id, provider, reference, payment_reference, amount, currency_code, status, payment_id,
      order_id, opened_at, closed_at)
    SELECT * FROM jsonb_to_recordset(CAST(:disputes AS jsonb)) AS told(id text, provider text, reference text,
      payment_reference text, amount bigint, currency_code text, status text, payment_id text, order_id text,
      opened_at timestamptz, closed_at timestamptz)
    ON CONFLICT (provider, reference) DO UPDATE SET
      payment_id = coalesce(gateway_dispute.payment_id, excluded.payment_id),
      order_id = coalesce(gateway_dispute.order_id, excluded.order_id),
      status = CASE WHEN gateway_dispute.status = 'open' THEN excluded.status ELSE gateway_dispute.status END,
      closed_at = CASE WHEN gateway_dispute.status = 'open' THEN excluded.closed_at ELSE gateway_dispute.closed_at END
    RETURNING 1
  )
  SELECT ${ENQUEUE_WORK_SQL} AS keys FROM (SELECT 1 FROM told LIMIT 1) AS written`

const SORTED = { opened_at: "opened_at", closed_at: "closed_at", amount: "amount", status: "status" } as const

/** Cardholders' disputes: one row each, for ever. */
export class GatewayDisputes {
  constructor(private readonly knex: Knex) {}

  /** Writes what the gateway tells, with the work that follows; any number of times. One statement. */
  async record(disputes: readonly NewDispute[], work: readonly WorkToEnqueue[]): Promise<void> {
    if (disputes.length === 0) return
    const now = clock.now()
    const closed = (status: DisputeStatus) => (status === "open" ? null : now)
    const told = new Map(disputes.map((dispute) => [`${dispute.provider}:${dispute.reference}`, dispute]))
    const rows = [...told.values()].map((dispute) => ({
      id: generateEntityId(undefined, "gwdi"),
      provider: dispute.provider,
      reference: dispute.reference,
      payment_reference: dispute.paymentReference,
      amount: String(dispute.amount),
      currency_code: dispute.currencyCode,
      status: dispute.status,
      payment_id: dispute.paymentId,
      order_id: dispute.orderId,
      opened_at: now,
      closed_at: closed(dispute.status),
    }))
    await this.knex.raw(RECORD, { disputes: JSON.stringify(rows), ...enqueueWorkBindings(work) })
  }

  /** A page of disputes. */
  async list(query: GatewayDisputeQuery): Promise<{ disputes: GatewayDisputeView[]; count: number }> {
    const filtered = this.knex<DisputeRow>("gateway_dispute").modify((builder) => {
      if (query.order_id) void builder.where("order_id", query.order_id)
      if (query.status?.length) void builder.whereIn("status", query.status)
      if (query.q) {
        const pattern = `%${literal(query.q)}%`
        void builder.where((either) => either.whereLike("reference", pattern).orWhereLike("payment_reference", pattern))
      }
    })
    const rows: DisputeRow[] = await filtered
      .clone()
      .orderByRaw(orderSql(query.order, SORTED))
      .limit(query.limit)
      .offset(query.offset)
    if (query.offset === 0 && rows.length < query.limit)
      return { disputes: rows.map(disputeViewOf), count: rows.length }
    const [{ count } = { count: 0 }]: { count: number | string }[] = await filtered.clone().count()
    return { disputes: rows.map(disputeViewOf), count: Number(count) }
  }
}
