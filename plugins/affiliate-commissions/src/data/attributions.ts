import { clock, systemActor } from "@atrium/kernel"
import { sqlRows, column } from "@atrium/server"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import type { Change } from "../domain/commission-changes"
import type { OrderChanges } from "../domain/order-parts"

export type NewAttribution = {
  readonly order_id: string
  readonly affiliate_id: string | null
  readonly programme_version_id: string | null
  readonly click_id: string | null
  readonly currency_code: string
  readonly reason: string
  /** Frozen facts. Amounts in whole minor units as text; `contenders`: all candidates. */
  readonly facts: {
    readonly order_reference: string
    readonly parts: readonly { readonly id: string; readonly amount: string }[]
    readonly code: string | null
    readonly click_id: string | null
    readonly consent: unknown
    readonly contenders: readonly { readonly affiliate_id: string; readonly code: string }[]
  }
  readonly paid_at: Date
  readonly matures_at: Date
  readonly refunded_amount: bigint
  readonly canceled: boolean
  readonly changes: OrderChanges
}

export type NewCommission = {
  readonly id: string
  readonly order_line_item_id: string
  readonly service_id: string | null
  readonly service_title: string
  readonly rule_version_id: string
  /** The frozen rule: a rate or an amount. */
  readonly rate_bp: number | null
  readonly rule_amount: bigint | null
  readonly paid_amount: bigint
  readonly base_amount: bigint
  readonly change: Change
}

export const newCommissionId = (): string => generateEntityId(undefined, "comm")

/** JSON in which a `bigint` is decimal text, as `numeric` columns take it. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === "bigint" ? one.toString() : one))

/** The columns of a commission that change, for the statements. */
export const stateColumns = ({ state }: Change) => ({
  status: state.status,
  amount: state.amount,
  refunded_amount: state.refunded,
  held_from: state.held_from,
  hold_reason: state.hold?.reason ?? null,
  hold_text: state.hold?.text ?? null,
  voided_by_staff: state.voided_by_staff,
})

/** History rows of changes, in their order, for `HISTORY_SQL`. */
export const historyRows = (changes: readonly { id: string; change: Change }[]): string =>
  jsonText(
    changes.flatMap(({ id, change }) =>
      change.moves.map(({ from, to, reason }) => ({
        id: generateEntityId(undefined, "commhist"),
        commission_id: id,
        old_status: from,
        new_status: to,
        reason,
      }))
    )
  )

/** Writes `:history` by `:actorType`, `:actorId`; `from` is another relation that must have a row, or nothing. */
export const historySql = (from = ""): string => `
  INSERT INTO commission_history (id, commission_id, old_status, new_status, actor_type, actor_id, reason, request_id,
    created_at)
  SELECT h.id, h.commission_id, h.old_status, h.new_status, :actorType, :actorId, h.reason, :requestId, :now
  FROM ${from} jsonb_array_elements(CAST(:history AS jsonb)) WITH ORDINALITY AS row (value, position)
  CROSS JOIN LATERAL jsonb_to_record(row.value) AS h (id text, commission_id text, old_status text, new_status text,
    reason text)
  ORDER BY row.position`

// Everything else is inserted only if the attribution is; if the order already has one, nothing is written.
const OPEN = `
  WITH attributed AS (
    INSERT INTO affiliate_attribution (id, order_id, affiliate_id, programme_version_id, click_id, currency_code, reason,
      facts, paid_at, matures_at, refunded_amount, canceled, changes, created_at, updated_at)
    VALUES (:id, :order_id, :affiliate_id, :programme_version_id, :click_id, :currency_code, :reason,
      CAST(:facts AS jsonb), :paid_at, :matures_at, CAST(:refunded_amount AS numeric), :canceled,
      CAST(:changes AS jsonb), :now, :now)
    ON CONFLICT (order_id) DO NOTHING
    RETURNING id
  ), opened AS (
    INSERT INTO commission (id, attribution_id, affiliate_id, order_id, order_line_item_id, service_id, service_title,
      currency_code, rule_version_id, rate_bp, rule_amount, paid_amount, base_amount, refunded_amount, amount, status, held_from,
      hold_reason, hold_text, voided_by_staff, paid_at, matures_at, created_at, updated_at)
    SELECT c.id, attributed.id, :affiliate_id, :order_id, c.order_line_item_id, c.service_id, c.service_title,
      :currency_code, c.rule_version_id, c.rate_bp, c.rule_amount, c.paid_amount, c.base_amount, c.refunded_amount, c.amount, c.status,
      c.held_from, c.hold_reason, c.hold_text, c.voided_by_staff, :paid_at, :matures_at, :now, :now
    FROM attributed, jsonb_to_recordset(CAST(:commissions AS jsonb)) AS c (id text, order_line_item_id text,
      service_id text, service_title text, rule_version_id text, rate_bp int, rule_amount numeric, paid_amount numeric, base_amount numeric,
      refunded_amount numeric, amount numeric, status text, held_from text, hold_reason text, hold_text text,
      voided_by_staff boolean)
    RETURNING id
  ), recorded AS (${historySql("attributed,")})
  SELECT attributed.id, ${ENQUEUE_WORK_SQL} FROM attributed`

/**
 * Writes an order's attribution, its commissions, their histories and the work they schedule. Writes nothing and returns
 * false when the order already has an attribution.
 */
export const openAttribution = async (
  trx: Knex.Transaction,
  attribution: NewAttribution,
  commissions: readonly NewCommission[],
  work: readonly WorkToEnqueue[],
  requestId: string | undefined
): Promise<boolean> => {
  const opened = await sqlRows(trx, z.object({ id: column.text }), OPEN, {
    ...attribution,
    id: generateEntityId(undefined, "affattr"),
    facts: jsonText(attribution.facts),
    changes: jsonText(attribution.changes),
    refunded_amount: attribution.refunded_amount.toString(),
    commissions: jsonText(commissions.map(({ change, ...row }) => ({ ...row, ...stateColumns(change) }))),
    history: historyRows(commissions),
    actorType: systemActor.type,
    actorId: null,
    requestId: requestId ?? null,
    now: clock.now(),
    ...enqueueWorkBindings(work),
  })
  return opened.length > 0
}
