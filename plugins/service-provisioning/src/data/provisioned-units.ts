import { clock, type Actor } from "@atrium/kernel"
import { checkedRows, column, sealColumns, sqlRow } from "@atrium/server"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { SERVICE_REQUEST_STATUSES } from "../contracts/statuses"
import type { ProvisionPlan } from "../domain/provision-plan"
import { encryptedRequests } from "./encrypted-tables"
import { rawAmount } from "./raw-amount"

/** Columns of a new request that are not part of its plan. */
export type NewServiceRequest = {
  readonly id: string
  readonly reference_number: string
  readonly order_id: string
  readonly order_line_item_id: string
  readonly unit: number
  readonly service_id: string
  readonly service_title: string
  readonly service_category: string | null
  readonly tier_id: string
  readonly tier_title: string
  readonly template_version_id: string
  readonly customer_id: string | null
  readonly customer_name: string
  readonly customer_email: string
  readonly customer_phone: string
  readonly requirements: string
  readonly payment_id: string | null
  readonly payment_provider_id: string | null
  readonly payment_transaction_id: string | null
  readonly payment_amount: string
  readonly currency_code: string
  readonly paid_at: Date
  readonly estimated_contact_hours: number
}

export const newRequestId = (): string => generateEntityId(undefined, "sreq")

const AffiliateColumns = z.object({ affiliate_id: column.text.nullable(), affiliate_code: column.text.nullable() })
type AffiliateColumns = z.infer<typeof AffiliateColumns>

/** Writes the request with the order's affiliate and returns that affiliate; undefined when the unit already has a request. */
export const insertServiceRequest = async (
  trx: Knex,
  request: NewServiceRequest,
  plan: Pick<ProvisionPlan, "status" | "intake" | "dueAt">
): Promise<AffiliateColumns | undefined> => {
  const now = clock.now()
  const ofOrder = (name: keyof AffiliateColumns) =>
    trx.raw("(SELECT o.?? FROM service_order o WHERE o.order_id = ?)", [name, request.order_id])
  const rows: unknown = await trx("service_request")
    .insert({
      ...request,
      ...sealColumns(encryptedRequests, request.id, {
        customer_phone: request.customer_phone,
        requirements: request.requirements,
        intake: plan.intake,
      }),
      raw_payment_amount: rawAmount(request.payment_amount),
      status: plan.status,
      due_at: plan.dueAt,
      affiliate_id: ofOrder("affiliate_id"),
      affiliate_code: ofOrder("affiliate_code"),
      created_at: now,
      updated_at: now,
    })
    .onConflict(["order_line_item_id", "unit"])
    .ignore()
    .returning(["affiliate_id", "affiliate_code"])
  return checkedRows(AffiliateColumns, rows)[0]
}

// Both belong to the row that this transaction has just written.
const WORK = `
  WITH tasks AS (
    INSERT INTO service_request_task (id, service_request_id, key, kind, name, description, status, holder, visible_to_client,
      depends_on, due_at, metadata, sort_order, created_at, updated_at)
    SELECT t.id, :requestId, t.key, t.kind, t.name, t.description, t.status, t.holder, t.visible_to_client, t.depends_on, t.due_at,
      t.metadata, t.sort_order, :now, :now
    FROM jsonb_to_recordset(CAST(:tasks AS jsonb)) AS t (id text, key text, kind text, name text, description text, status text,
      holder text, visible_to_client boolean, depends_on jsonb, due_at timestamptz, metadata jsonb, sort_order int)
  )
  INSERT INTO service_request_status_history
    (id, service_request_id, old_status, new_status, actor_type, actor_id, request_id, created_at, updated_at)
  SELECT h.id, :requestId, h.old_status, h.new_status, :actorType, :actorId, :request, :now, :now
  FROM jsonb_to_recordset(CAST(:history AS jsonb)) AS h (position int, id text, old_status text, new_status text)
  ORDER BY h.position`

/** Writes the plan's tasks and first history rows. */
export const insertPlannedWork = async (
  trx: Knex,
  requestId: string,
  plan: Pick<ProvisionPlan, "tasks" | "history">,
  by: { actor: Actor; requestId: string | undefined }
): Promise<void> => {
  await trx.raw(WORK, {
    requestId,
    now: clock.now(),
    actorType: by.actor.type,
    actorId: by.actor.id,
    request: by.requestId ?? null,
    tasks: JSON.stringify(plan.tasks.map((task) => ({ ...task, id: generateEntityId(undefined, "srtask") }))),
    history: JSON.stringify(
      plan.history.map((move, position) => ({
        id: generateEntityId(undefined, "srhist"),
        position,
        old_status: move.from,
        new_status: move.to,
      }))
    ),
  })
}

/**
 * Records how many units an order has had so far, ties it to the purchase it came from and schedules the units' work. A
 * later, larger number wins (units added to the order); the amount is what was paid for the order as it is now.
 */
export const openServiceOrder = async (
  knex: Knex,
  order: { orderId: string; cartId: string | null; units: number; amount: string },
  work: readonly WorkToEnqueue[]
): Promise<void> => {
  await knex.raw(
    `WITH purchase AS (
       UPDATE service_purchase SET order_id = :orderId, status = 'completed', last_error_code = NULL, updated_at = :now
       WHERE cart_id = :cartId AND (order_id IS NULL OR order_id = :orderId)
     ), opened AS (
       INSERT INTO service_order (order_id, units, amount, created_at, updated_at)
       VALUES (:orderId, :units, :amount, :now, :now)
       ON CONFLICT (order_id) DO UPDATE SET units = greatest(service_order.units, excluded.units),
         amount = excluded.amount, updated_at = :now
       RETURNING order_id
     )
     SELECT ${ENQUEUE_WORK_SQL} FROM opened`,
    {
      orderId: order.orderId,
      cartId: order.cartId,
      units: order.units,
      amount: order.amount,
      now: clock.now(),
      ...enqueueWorkBindings(work),
    }
  )
}

const CountedUnit = AffiliateColumns.extend({
  units: column.integer.nullable(),
  units_provisioned: column.integer,
  amount: column.text.nullable(),
  changed: column.boolean,
})

/**
 * Counts one unit as provisioned and schedules its work, under the order's row lock, which is held until the caller
 * commits. Exactly one caller sees the last one: it sends the order's confirmation.
 * @param changedSql asks of `counted.order_id` whether the order changed since it was paid; then no work is scheduled and
 *   the caller decides what is left to do. It sees what changed before this statement began; what is followed while the
 *   statement waits for the lock marks the row, and following a change after it finds this unit.
 */
export const countProvisionedUnit = async (
  trx: Knex,
  orderId: string,
  work: readonly WorkToEnqueue[],
  changedSql: string
): Promise<AffiliateColumns & { last: boolean; units: number; amount: string | null; changed: boolean }> => {
  const row = await sqlRow(
    trx,
    CountedUnit,
    `WITH counted AS (
       UPDATE service_order SET units_provisioned = units_provisioned + 1, updated_at = :now
       WHERE order_id = :orderId
       RETURNING order_id, units, units_provisioned, CAST(amount AS text) AS amount, affiliate_id, affiliate_code,
         refunds_followed
     ), known AS (
       SELECT counted.*, counted.refunds_followed OR ${changedSql} AS changed FROM counted
     )
     SELECT known.*, CASE WHEN known.changed THEN NULL ELSE ${ENQUEUE_WORK_SQL} END AS work FROM known`,
    { orderId, now: clock.now(), ...enqueueWorkBindings(work) }
  )
  const units = row?.units ?? 0
  return {
    last: row !== null && units > 0 && row.units_provisioned >= units,
    units,
    amount: row?.amount ?? null,
    changed: row?.changed ?? false,
    affiliate_id: row?.affiliate_id ?? null,
    affiliate_code: row?.affiliate_code ?? null,
  }
}

const ProvisionedRow = z.object({
  id: column.text,
  reference_number: column.text,
  status: z.enum(SERVICE_REQUEST_STATUSES),
  service_title: column.text,
  tier_title: column.text,
  payment_amount: column.decimal,
  currency_code: column.text,
  order_line_item_id: column.text,
  unit: column.integer,
  estimated_contact_hours: column.integer,
  /** When the unit was removed from the order. */
  removed_at: column.timestamp.nullable(),
})
export type ProvisionedRow = z.infer<typeof ProvisionedRow>

/** Requests of an order, in the order of its lines and units. */
export const requestsOfOrder = async (knex: Knex, orderId: string): Promise<ProvisionedRow[]> =>
  checkedRows(
    ProvisionedRow,
    await knex("service_request")
      .where({ order_id: orderId })
      .orderBy(["order_line_item_id", "unit"])
      .select(Object.keys(ProvisionedRow.shape))
  )

/**
 * Shows the affiliate on the requests an order has. Their `updated_at` stays, so that an edit in progress is not refused
 * as out of date.
 */
export const markRequestsOfAffiliate = async (
  trx: Knex,
  orderId: string,
  affiliate: { readonly id: string; readonly code: string }
): Promise<void> => {
  await trx("service_request")
    .where({ order_id: orderId })
    .andWhereRaw("(affiliate_id, affiliate_code) IS DISTINCT FROM (?, ?)", [affiliate.id, affiliate.code])
    .update({ affiliate_id: affiliate.id, affiliate_code: affiliate.code })
}
