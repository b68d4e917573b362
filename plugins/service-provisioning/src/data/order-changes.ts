import { clock } from "@atrium/kernel"
import { checkedRows, column, sealColumns, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { RefundPlan } from "../domain/refund-plan"
import { rawAmount } from "./raw-amount"
import { encryptedRequests } from "./encrypted-tables"
import { type ServiceRequestRow, StoredRequest } from "./service-requests"

const OpenedOrder = z.object({ units: column.integer.nullable(), units_provisioned: column.integer })
export type OpenedOrder = z.infer<typeof OpenedOrder>

/**
 * Marks an order as one whose changes are followed and locks its row until the caller commits; undefined when none of its
 * units' work was scheduled. The mark is written, not only the lock taken: a unit that waits for the row meanwhile looks for
 * refunds as they were when it began to wait, but reads the row as it is when it gets it.
 */
export const markRefundsFollowed = async (trx: Knex, orderId: string): Promise<OpenedOrder | undefined> => {
  const rows: unknown = await trx("service_order")
    .where({ order_id: orderId })
    .update({ refunds_followed: true })
    .returning(["units", "units_provisioned"])
  return checkedRows(OpenedOrder, rows)[0]
}

/** Requests of an order by line and unit, locked: they cannot move while their refund is computed. */
export const lockRequestsOfOrder = async (trx: Knex, orderId: string): Promise<ServiceRequestRow[]> =>
  checkedRows(
    StoredRequest,
    await trx("service_request")
      .where({ order_id: orderId })
      .whereNull("deleted_at")
      .orderBy(["order_line_item_id", "unit"])
      .forUpdate()
      .select("*")
  )

const SAVE_REFUNDS = `
  UPDATE service_request r
  SET refunded_amount = coalesce(kept.amount, r.refunded_amount),
    raw_refunded_amount = coalesce(kept.raw, r.raw_refunded_amount),
    refunded_at = CASE WHEN kept.amount IS NULL THEN r.refunded_at WHEN kept.amount > 0 THEN CAST(:now AS timestamptz) END,
    removed_at = CASE WHEN kept.removed THEN CAST(:now AS timestamptz) ELSE r.removed_at END,
    updated_at = greatest(CAST(:now AS timestamptz), r.updated_at + interval '1 millisecond')
  FROM jsonb_to_recordset(CAST(:kept AS jsonb)) AS kept (id text, amount numeric, raw jsonb, removed boolean)
  WHERE r.id = kept.id
  RETURNING r.*`

/** Saves the refunded amount of each request, and which ones the order no longer holds; returns the changed rows. */
export const saveRefunds = async (
  trx: Knex,
  { refunds, removed }: Pick<RefundPlan, "refunds" | "removed">
): Promise<ServiceRequestRow[]> => {
  if (refunds.length + removed.length === 0) return []
  const amounts = new Map(refunds.map((refund) => [refund.id, refund.refunded_amount]))
  const kept = [...new Set([...amounts.keys(), ...removed])].map((id) => {
    const amount = amounts.get(id)
    const raw: unknown = amount === undefined ? null : JSON.parse(rawAmount(amount))
    return { id, amount: amount ?? null, raw, removed: removed.includes(id) }
  })
  return sqlRows(trx, StoredRequest, SAVE_REFUNDS, { now: clock.now(), kept: JSON.stringify(kept) })
}

const SAVE_BUYER = `
  UPDATE service_request r
  SET customer_id = :customer_id, customer_name = :customer_name, customer_email = :customer_email,
    customer_phone = shown.customer_phone, customer_phone_index = shown.customer_phone_index,
    updated_at = greatest(CAST(:now AS timestamptz), r.updated_at + interval '1 millisecond')
  FROM jsonb_to_recordset(CAST(:shown AS jsonb)) AS shown (id text, customer_phone text, customer_phone_index text)
  WHERE r.id = shown.id
  RETURNING r.*`

type Buyer = Pick<ServiceRequestRow, "customer_id" | "customer_name" | "customer_email" | "customer_phone">

/** Saves the buyer of an order on these of its requests, which the caller has locked; returns them. */
export const saveBuyer = (
  trx: Knex,
  requestIds: readonly string[],
  { customer_phone, ...buyer }: Buyer
): Promise<ServiceRequestRow[]> =>
  sqlRows(trx, StoredRequest, SAVE_BUYER, {
    ...buyer,
    shown: JSON.stringify(requestIds.map((id) => ({ id, ...sealColumns(encryptedRequests, id, { customer_phone }) }))),
    now: clock.now(),
  })
