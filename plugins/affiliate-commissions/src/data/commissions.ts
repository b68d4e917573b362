import { type Actor, clock } from "@atrium/kernel"
import { column, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { COMMISSION_STATUSES, HOLD_REASONS } from "../contracts/statuses"
import { type Change, type CommissionState, HELD_FROM } from "../domain/commission-changes"
import { type DisputesNow, OrderChanges } from "../domain/order-parts"
import { orderNameSql } from "./core/order-name"
import { historyRows, historySql, jsonText, stateColumns } from "./attributions"

/** The frozen parts of an order, whole minor units. */
export const FrozenParts = z.array(z.object({ id: column.text, amount: column.bigint }))

const LockedRow = z.object({
  id: column.text,
  affiliate_id: column.text,
  order_line_item_id: column.text,
  service_title: column.text,
  currency_code: column.text,
  rate_bp: column.integer.nullable(),
  rule_amount: column.bigint.nullable(),
  base_amount: column.bigint,
  refunded_amount: column.bigint,
  amount: column.bigint,
  status: z.enum(COMMISSION_STATUSES),
  held_from: z.enum(HELD_FROM).nullable(),
  hold_reason: z.enum(HOLD_REASONS).nullable(),
  hold_text: column.text.nullable(),
  voided_by_staff: column.boolean,
  order_reference: column.text,
  parts: FrozenParts,
  canceled: column.boolean,
  changes: OrderChanges,
  disputes: z.array(column.text),
  open_disputes: z.array(column.text),
  lost_amount: column.bigint,
  order_refunded: column.bigint,
  matures_at: column.timestamp,
})

/** A locked commission; the fields of its order are the same on all commissions of the order. */
export type LockedCommission = Omit<
  z.infer<typeof LockedRow>,
  "amount" | "refunded_amount" | "status" | "held_from" | "hold_reason" | "hold_text" | "voided_by_staff"
> & { readonly state: CommissionState }

// Postgres rereads locked rows after a wait, so the result is current once the lock is held.
const LOCK = `
  SELECT c.id, c.affiliate_id, c.order_line_item_id, c.service_title, c.currency_code, c.rate_bp,
    CAST(c.rule_amount AS text) AS rule_amount, CAST(c.base_amount AS text) AS base_amount,
    CAST(c.refunded_amount AS text) AS refunded_amount,
    CAST(c.amount AS text) AS amount, c.status, c.held_from, c.hold_reason, c.hold_text, c.voided_by_staff,
    ${orderNameSql("a")} AS order_reference, a.facts -> 'parts' AS parts, a.canceled, a.changes, a.disputes,
    a.open_disputes, CAST(a.lost_amount AS text) AS lost_amount,
    CAST(a.refunded_amount AS text) AS order_refunded, a.matures_at
  FROM affiliate_attribution a JOIN commission c ON c.attribution_id = a.id
  WHERE a.order_id = ? ORDER BY c.id FOR UPDATE OF a, c`

/** An order's commissions, locked until the caller commits; empty for an order without any. */
export const lockCommissions = async (trx: Knex.Transaction, orderId: string): Promise<LockedCommission[]> =>
  (await sqlRows(trx, LockedRow, LOCK, [orderId])).map(
    ({ amount, refunded_amount, status, held_from, hold_reason, hold_text, voided_by_staff, ...row }) => ({
      ...row,
      state: {
        status,
        amount,
        refunded: refunded_amount,
        held_from,
        hold: hold_reason && hold_text ? { reason: hold_reason, text: hold_text } : null,
        voided_by_staff,
      },
    })
  )

const CHANGE = `
  WITH attributed AS (
    UPDATE affiliate_attribution SET refunded_amount = CAST(:refunded AS numeric), canceled = :canceled,
      changes = CAST(:changes AS jsonb), disputes = :disputes, open_disputes = :openDisputes,
      lost_amount = CAST(:lost AS numeric), updated_at = :now
    WHERE order_id = :orderId
  ), recorded AS (${historySql()})
  UPDATE commission SET status = c.status, amount = c.amount, refunded_amount = c.refunded_amount,
    held_from = c.held_from, hold_reason = c.hold_reason, hold_text = c.hold_text, voided_by_staff = c.voided_by_staff,
    updated_at = greatest(CAST(:now AS timestamptz), commission.updated_at + interval '1 millisecond')
  FROM jsonb_to_recordset(CAST(:commissions AS jsonb)) AS c (id text, status text, amount numeric,
    refunded_amount numeric, held_from text, hold_reason text, hold_text text, voided_by_staff boolean)
  WHERE commission.id = c.id`

/** The state of an order that its commissions were computed from. */
export type OrderBasis = {
  readonly orderId: string
  readonly refunded: bigint
  readonly canceled: boolean
  readonly changes: OrderChanges
  /** References of every dispute there ever was, and how they are now. */
  readonly seenDisputes: readonly string[]
  readonly disputes: DisputesNow
}

/** Writes the next states of commissions with their histories, and what they were computed from, under the lock. */
export const changeCommissions = async (
  trx: Knex.Transaction,
  basis: OrderBasis,
  changes: readonly { id: string; change: Change }[],
  by: { actor: Actor; requestId: string | undefined }
): Promise<void> => {
  await sqlChanges(trx, CHANGE, {
    orderId: basis.orderId,
    refunded: basis.refunded.toString(),
    canceled: basis.canceled,
    changes: jsonText(basis.changes),
    disputes: [...basis.seenDisputes],
    openDisputes: [...basis.disputes.open],
    lost: basis.disputes.lost.toString(),
    history: historyRows(changes),
    commissions: jsonText(changes.map(({ id, change }) => ({ id, ...stateColumns(change) }))),
    actorType: by.actor.type,
    actorId: by.actor.id,
    requestId: by.requestId ?? null,
    now: clock.now(),
  })
}

/** The order a commission belongs to, or null. */
export const orderOfCommission = async (knex: Knex, id: string): Promise<string | null> => {
  const row = await sqlRow(knex, z.object({ order_id: column.text }), "SELECT order_id FROM commission WHERE id = ?", [
    id,
  ])
  return row?.order_id ?? null
}
