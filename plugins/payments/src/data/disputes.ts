import { clock, toMajorNumber } from "@atrium/kernel"
import { column, likeContaining, listPage, nullable, sqlChanges, sqlRow } from "@atrium/server"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { DISPUTE_STATUSES, type GatewayDispute } from "../contracts/gateway"
import type { GatewayDisputeQuery, GatewayDisputeView } from "../contracts/gateway-disputes"

export type NewDispute = GatewayDispute & {
  provider: string
  /** The gateway's id of the payment. */
  paymentReference: string
  currencyCode: string
  /** Null while there is no order. */
  paymentId: string | null
  orderId: string | null
}

// A closed dispute stays closed, because two responses of the gateway may be written in the wrong order.
const RECORD = `
  WITH recorded AS (
    INSERT INTO gateway_dispute (id, provider, reference, payment_reference, amount, currency_code, status, payment_id,
      order_id, respond_by, opened_at, closed_at)
    SELECT * FROM jsonb_to_recordset(CAST(:disputes AS jsonb)) AS dispute(id text, provider text, reference text,
      payment_reference text, amount bigint, currency_code text, status text, payment_id text, order_id text,
      respond_by timestamptz, opened_at timestamptz, closed_at timestamptz)
    ON CONFLICT (provider, reference) DO UPDATE SET
      payment_id = coalesce(gateway_dispute.payment_id, excluded.payment_id),
      order_id = coalesce(gateway_dispute.order_id, excluded.order_id),
      respond_by = coalesce(excluded.respond_by, gateway_dispute.respond_by),
      status = CASE WHEN gateway_dispute.status = 'open' THEN excluded.status ELSE gateway_dispute.status END,
      closed_at = CASE WHEN gateway_dispute.status = 'open' THEN excluded.closed_at ELSE gateway_dispute.closed_at END
    RETURNING 1
  )
  SELECT ${ENQUEUE_WORK_SQL} AS keys FROM (SELECT 1 FROM recorded LIMIT 1) AS written`

/** Stores disputes as reported by the gateway, with their follow-up work. Idempotent. */
export const storeDisputes = async (
  knex: Knex,
  disputes: readonly NewDispute[],
  work: readonly WorkToEnqueue[]
): Promise<void> => {
  if (disputes.length === 0) return
  const now = clock.now()
  const unique = new Map(disputes.map((dispute) => [`${dispute.provider}:${dispute.reference}`, dispute]))
  const rows = [...unique.values()].map((dispute) => ({
    id: generateEntityId(undefined, "gwdi"),
    provider: dispute.provider,
    reference: dispute.reference,
    payment_reference: dispute.paymentReference,
    amount: String(dispute.amount),
    currency_code: dispute.currencyCode,
    status: dispute.status,
    payment_id: dispute.paymentId,
    order_id: dispute.orderId,
    respond_by: dispute.respondBy ?? null,
    opened_at: now,
    closed_at: dispute.status === "open" ? null : now,
  }))
  await sqlChanges(knex, RECORD, { disputes: JSON.stringify(rows), ...enqueueWorkBindings(work) })
}

const DisputeRow = z.object({
  id: column.text,
  provider: column.text,
  reference: column.text,
  payment_reference: column.text,
  amount: column.bigint,
  currency_code: column.text,
  status: z.enum(DISPUTE_STATUSES),
  payment_id: column.text.nullable(),
  order_id: column.text.nullable(),
  respond_by: column.timestamp.nullable(),
  opened_at: column.timestamp,
  closed_at: column.timestamp.nullable(),
})

const viewOf = (row: z.infer<typeof DisputeRow>): GatewayDisputeView => ({
  ...row,
  amount: toMajorNumber(row.amount, row.currency_code),
  respond_by: row.respond_by?.toISOString() ?? null,
  opened_at: row.opened_at.toISOString(),
  closed_at: row.closed_at?.toISOString() ?? null,
})

const SORTED = { opened_at: "opened_at", closed_at: nullable("closed_at"), amount: "amount", status: "status" } as const

/** A page of disputes. */
export const listDisputes = async (
  knex: Knex,
  query: GatewayDisputeQuery
): Promise<{ gateway_disputes: GatewayDisputeView[]; count: number; offset: number; limit: number }> => {
  const { order, offset, limit } = query
  const filtered = knex("gateway_dispute").modify((builder) => {
    if (query.order_id) void builder.where("order_id", query.order_id)
    if (query.status?.length) void builder.whereIn("status", query.status)
    if (query.q) {
      const pattern = likeContaining(query.q)
      void builder.where((either) => either.whereLike("reference", pattern).orWhereLike("payment_reference", pattern))
    }
  })
  const { rows, count } = await listPage(knex, {
    schema: DisputeRow,
    matching: filtered,
    rows: knex("gateway_dispute").select("*"),
    id: "id",
    searched: query.q ? { rows: knex("gateway_dispute"), as: "gateway_dispute" } : undefined,
    sorted: SORTED,
    order,
    limit,
    offset,
  })
  return { gateway_disputes: rows.map(viewOf), count, offset, limit }
}

const DisputeOfOrder = z.object({
  status: z.enum(DISPUTE_STATUSES),
  opened_at: column.timestamp,
  closed_at: column.timestamp.nullable(),
})
export type DisputeOfOrder = z.infer<typeof DisputeOfOrder>

/** The dispute of an order that matters now: an open one, else the last one; null if its payments were never disputed. */
export const disputeOfOrder = (knex: Knex, orderId: string): Promise<DisputeOfOrder | null> =>
  sqlRow(
    knex,
    DisputeOfOrder,
    `SELECT status, opened_at, closed_at FROM gateway_dispute WHERE order_id = ?
     ORDER BY status = 'open' DESC, opened_at DESC, id LIMIT 1`,
    [orderId]
  )

export const countOpenDisputes = async (knex: Knex): Promise<number> =>
  (
    await sqlRow(
      knex,
      z.object({ count: column.integer }),
      "SELECT count(*)::int AS count FROM gateway_dispute WHERE status = 'open'"
    )
  )?.count ?? 0
