import { clock } from "@atrium/kernel"
import { checkedRows, column, sqlRow, sqlRows } from "@atrium/server"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import type { UnitToRefund } from "../domain/unit-refund"

/** Ids of the units of an order that a refund names, made or asked for. */
export const namedUnits = async (knex: Knex, orderId: string): Promise<Set<string>> => {
  const rows = await sqlRows(
    knex,
    z.object({ unit_id: column.text }),
    `SELECT u.unit_id FROM refunded_unit u JOIN unit_refund r ON r.id = u.unit_refund_id WHERE r.order_id = ?`,
    [orderId]
  )
  return new Set(rows.map(({ unit_id: id }) => id))
}

const AskedRow = z.object({
  id: column.text,
  amount: column.bigint,
  known_refunds: z.array(column.text),
  refund_id: column.text.nullable(),
  unit_ids: z.array(column.text),
})

/** Refunds of chosen units of a payment, oldest first. */
export const unitRefundsOf = (knex: Knex, paymentId: string): Promise<z.infer<typeof AskedRow>[]> =>
  sqlRows(
    knex,
    AskedRow,
    `SELECT r.id, CAST(r.amount AS text) AS amount, r.known_refunds, r.refund_id,
       ARRAY(SELECT u.unit_id FROM refunded_unit u WHERE u.unit_refund_id = r.id ORDER BY u.unit_id) AS unit_ids
     FROM unit_refund r WHERE r.payment_id = ? ORDER BY r.created_at, r.id`,
    [paymentId]
  )

export type NewUnitRefund = {
  readonly payment_id: string
  readonly order_id: string
  readonly currency_code: string
  readonly units: readonly UnitToRefund[]
  readonly amount: bigint
  readonly known_refunds: readonly string[]
  readonly created_by: string | null
}

const ASK = `
  WITH asked AS (
    INSERT INTO unit_refund (id, payment_id, order_id, currency_code, amount, known_refunds, created_by, created_at)
    VALUES (:id, :payment_id, :order_id, :currency_code, CAST(:amount AS bigint), :known_refunds, :created_by, :now)
    RETURNING id
  ), named AS (
    INSERT INTO refunded_unit (unit_id, unit_refund_id, line_id, unit, title, cost, amount)
    SELECT u.unit_id, asked.id, u.line_id, u.unit, u.title, u.cost, u.amount
    FROM asked, jsonb_to_recordset(CAST(:units AS jsonb)) AS u (unit_id text, line_id text, unit int, title text,
      cost bigint, amount bigint)
    RETURNING 1
  )
  SELECT asked.id, ${ENQUEUE_WORK_SQL} AS work FROM asked`

/**
 * Records which units a refund is for, before any money moves, with the work that finds out what became of it when this
 * process dies. Throws when another refund names one of the units: the caller holds the order's money lock, so that only
 * happens when a unit was named in the meantime by hand.
 */
export const askUnitRefund = async (
  knex: Knex,
  refund: NewUnitRefund,
  work: (id: string) => WorkToEnqueue
): Promise<string> => {
  const { units, amount, known_refunds, ...row } = refund
  const id = generateEntityId(undefined, "uref")
  await sqlRow(knex, z.looseObject({ id: column.text }), ASK, {
    ...row,
    id,
    amount: amount.toString(),
    known_refunds: [...known_refunds],
    now: clock.now(),
    units: JSON.stringify(
      units.map((unit) => ({
        unit_id: unit.id,
        line_id: unit.line_id,
        unit: unit.unit,
        title: unit.title,
        cost: unit.cost.toString(),
        amount: unit.left.toString(),
      }))
    ),
    ...enqueueWorkBindings([work(id)]),
  })
  return id
}

/** Notes which refund it became. */
export const linkUnitRefund = async (knex: Knex, id: string, refundId: string): Promise<void> => {
  await knex("unit_refund").where({ id }).whereNull("refund_id").update({ refund_id: refundId })
}

/** Forgets a refund that the gateway did not make: its units can be refunded again. */
export const dropUnitRefund = async (knex: Knex, id: string): Promise<void> => {
  await knex("unit_refund").where({ id }).whereNull("refund_id").delete()
}

const RefundedUnitRow = z.object({
  refund_id: column.text,
  line_id: column.text,
  title: column.text,
  amount: column.bigint,
  currency_code: column.text,
})
export type RefundedUnit = z.infer<typeof RefundedUnitRow>

/** The units that the refunds of an order were made for, by refund. Refunds of an amount have none. */
export const refundedUnitsOfOrder = async (knex: Knex | Knex.Transaction, orderId: string): Promise<RefundedUnit[]> =>
  checkedRows(
    RefundedUnitRow,
    await knex("refunded_unit as u")
      .join("unit_refund as r", "r.id", "u.unit_refund_id")
      .where("r.order_id", orderId)
      .whereNotNull("r.refund_id")
      .orderBy(["u.line_id", "u.unit"])
      .select("r.refund_id", "u.line_id", "u.title", "u.amount", "r.currency_code")
  )
