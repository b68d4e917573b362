import { clock, type Actor } from "@atrium/kernel"

import type { CommissionStatus, HoldReason } from "../../../contracts/statuses"
import type { OrderChanges } from "../../../domain/order-changes"
import type { Change, CommissionState, HeldFrom } from "../../../domain/commission-changes"
import { type AttributionFacts, historyRows, stateColumns } from "./attributions"
import type { Sql } from "./sql"

type LockedRow = {
  id: string
  affiliate_id: string
  order_line_item_id: string
  service_title: string
  currency_code: string
  rate_bp: number
  base_amount: string
  refunded_amount: string
  amount: string
  status: CommissionStatus
  held_from: HeldFrom | null
  hold_reason: HoldReason | null
  hold_text: string | null
  voided_by_staff: boolean
  facts: AttributionFacts
  canceled: boolean
  changes: OrderChanges
  disputes: string[]
  order_refunded: string
  matures_at: Date
}

/** A commission under its order's lock. */
export type LockedCommission = {
  readonly id: string
  readonly affiliate_id: string
  readonly order_line_item_id: string
  readonly service_title: string
  readonly currency_code: string
  readonly rate_bp: number
  readonly base: bigint
  readonly state: CommissionState
  readonly facts: AttributionFacts
  readonly canceled: boolean
  readonly changes: OrderChanges
  readonly disputes: readonly string[]
  /** Refunds of the order these commissions stand for so far. */
  readonly orderRefunded: bigint
  readonly matures_at: Date
}

// The rows are read as they are once the lock is held: Postgres looks at locked rows again after a wait.
const LOCK = `
  SELECT c.id, c.affiliate_id, c.order_line_item_id, c.service_title, c.currency_code, c.rate_bp,
    CAST(c.base_amount AS text) AS base_amount, CAST(c.refunded_amount AS text) AS refunded_amount,
    CAST(c.amount AS text) AS amount, c.status, c.held_from, c.hold_reason, c.hold_text, c.voided_by_staff,
    a.facts, a.canceled, a.changes, a.disputes, CAST(a.refunded_amount AS text) AS order_refunded, a.matures_at
  FROM affiliate_attribution a JOIN commission c ON c.attribution_id = a.id
  WHERE a.order_id = ? ORDER BY c.id FOR UPDATE OF a, c`

/** An order's commissions, locked until the caller commits; empty for an order that earned nobody anything. */
export const lockCommissions = async (trx: Sql, orderId: string): Promise<LockedCommission[]> => {
  const answer: { rows: LockedRow[] } = await trx.raw(LOCK, [orderId])
  return answer.rows.map((row) => ({
    ...{ id: row.id, affiliate_id: row.affiliate_id, order_line_item_id: row.order_line_item_id },
    ...{ service_title: row.service_title, currency_code: row.currency_code, rate_bp: row.rate_bp },
    base: BigInt(row.base_amount),
    state: {
      ...{ status: row.status, amount: BigInt(row.amount), refunded: BigInt(row.refunded_amount) },
      ...{ held_from: row.held_from, voided_by_staff: row.voided_by_staff },
      hold: row.hold_reason && row.hold_text ? { reason: row.hold_reason, text: row.hold_text } : null,
    },
    ...{
      facts: row.facts,
      canceled: row.canceled,
      changes: row.changes,
      disputes: row.disputes,
      matures_at: row.matures_at,
    },
    orderRefunded: BigInt(row.order_refunded),
  }))
}

const CHANGE = `
  WITH attributed AS (
    UPDATE affiliate_attribution SET refunded_amount = CAST(:refunded AS numeric), canceled = :canceled,
      changes = CAST(:changes AS jsonb), disputes = :disputes, updated_at = :now
    WHERE order_id = :orderId
  ), told AS (
    INSERT INTO commission_history (id, commission_id, old_status, new_status, actor_type, actor_id, reason, request_id,
      created_at)
    SELECT h.id, h.commission_id, h.old_status, h.new_status, :actorType, :actorId, h.reason, :requestId, :now
    FROM jsonb_array_elements(CAST(:history AS jsonb)) WITH ORDINALITY AS row (value, position)
    CROSS JOIN LATERAL jsonb_to_record(row.value) AS h (id text, commission_id text, old_status text, new_status text,
      reason text)
    ORDER BY row.position
  )
  UPDATE commission SET status = c.status, amount = c.amount, refunded_amount = c.refunded_amount,
    held_from = c.held_from, hold_reason = c.hold_reason, hold_text = c.hold_text, voided_by_staff = c.voided_by_staff,
    updated_at = greatest(CAST(:now AS timestamptz), commission.updated_at + interval '1 millisecond')
  FROM jsonb_to_recordset(CAST(:commissions AS jsonb)) AS c (id text, status text, amount numeric,
    refunded_amount numeric, held_from text, hold_reason text, hold_text text, voided_by_staff boolean)
  WHERE commission.id = c.id`

/** What an order's commissions stand for. */
export type OrderStanding = {
  readonly orderId: string
  readonly refunded: bigint
  readonly canceled: boolean
  readonly changes: OrderChanges
  readonly disputes: readonly string[]
}

/** Writes commissions' next states with their histories, and what they stand for: one statement, under the lock. */
export const changeCommissions = async (
  trx: Sql,
  standing: OrderStanding,
  changes: readonly { id: string; change: Change }[],
  by: { actor: Actor; requestId: string | undefined }
): Promise<void> => {
  const rows = changes.map(({ id, change }) => ({ id, ...stateColumns(change) }))
  await trx.raw(CHANGE, {
    ...{ orderId: standing.orderId, refunded: standing.refunded.toString(), canceled: standing.canceled },
    changes: JSON.stringify(standing.changes),
    ...{ disputes: [...standing.disputes], now: clock.now(), history: historyRows(changes) },
    ...{ actorType: by.actor.type, actorId: by.actor.id, requestId: by.requestId ?? null },
    commissions: JSON.stringify(rows, (_key, one: unknown) => (typeof one === "bigint" ? one.toString() : one)),
  })
}

/** The order a commission belongs to, or undefined. */
export const orderOfCommission = async (knex: Sql, id: string): Promise<string | undefined> => {
  const [row] = await knex("commission").where({ id }).select<{ order_id: string }[]>("order_id")
  return row?.order_id
}
