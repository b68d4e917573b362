import { type Actor, clock, roundToMinorUnits } from "@atrium/kernel"
import { postedBySource, postEntries } from "@atrium/ledger/tx"
import { currentRequestId } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { changeCommissions, type LockedCommission, lockCommissions } from "../data/commissions"
import { entryFor, NOTHING_POSTED } from "../domain/booking"
import { type Change, followDisputes, inTurn, mature, recompute, unchanged } from "../domain/commission-changes"
import { owedForLine } from "../domain/commission-owed"
import { refundsOf } from "../domain/freeze-order"
import {
  addedSince,
  type DisputesNow,
  disputesNow,
  type OrderChanges,
  type OrderNow,
  partsNow,
  refundsOfParts,
  sameChanges,
  sameDisputes,
} from "../domain/order-parts"
import type { SettledCommission } from "./attribute-order"

export type Adjustment = {
  readonly actor: Actor
  /** Reads the current order under its lock; if omitted, the commissions keep their order state. */
  readonly readOrder?: (trx: Knex.Transaction) => Promise<OrderNow | null>
  /** A decision by staff, applied first. Throws if it is not allowed. */
  readonly decide?: (commission: LockedCommission) => Change
}

type Basis = {
  refunds: readonly bigint[]
  canceled: boolean
  changes: OrderChanges
  disputes: DisputesNow
  seenDisputes: readonly string[]
  newDispute: boolean
}

const disputesBefore = (first: LockedCommission): DisputesNow => ({
  open: first.open_disputes,
  lost: first.lost_amount,
})

const basisOf = (first: LockedCommission, order: OrderNow | null): Basis => {
  if (!order)
    return {
      refunds: [first.order_refunded],
      canceled: first.canceled,
      changes: first.changes,
      disputes: disputesBefore(first),
      seenDisputes: first.disputes,
      newDispute: false,
    }
  const disputes = disputesNow(order.disputes, first.currency_code)
  const added = addedSince(roundToMinorUnits(order.captured, first.currency_code), first.parts)
  return {
    refunds: refundsOf(order.refunds, first.currency_code),
    canceled: order.canceled,
    changes: { removed: order.removed, chosen: { ...order.chosen }, added: added.toString() },
    disputes,
    seenDisputes: [...new Set([...first.disputes, ...order.disputes.map(({ reference }) => reference)])],
    newDispute: disputes.open.some((reference) => !first.disputes.includes(reference)),
  }
}

const nextOf = (one: LockedCommission, basis: Basis, decide: Adjustment["decide"], now: Date): Change => {
  const due = owedForLine(
    one,
    { line_id: one.order_line_item_id, base: one.base_amount, parts: partsNow(one.parts, basis.changes) },
    {
      // What the bank took back is gone like a refund, and shared over the order's lines the same way.
      refunds: refundsOfParts([...basis.refunds, basis.disputes.lost], basis.changes),
      canceled: basis.canceled,
      disputeLost: basis.disputes.lost > 0n,
    }
  )
  return inTurn(
    one.state,
    (state) => (decide ? decide({ ...one, state }) : unchanged(state)),
    (state) => recompute(state, due),
    (state) =>
      followDisputes(state, { open: basis.disputes.open.length > 0, isNew: basis.newDispute, before: one.state }),
    (state) => (one.matures_at <= now ? mature(state) : unchanged(state))
  )
}

const isSame = (one: LockedCommission, { state, moves }: Change): boolean =>
  moves.length === 0 && state.amount === one.state.amount && state.refunded === one.state.refunded

type Adjusted = { readonly commissions: SettledCommission[]; readonly refundPending: boolean }

const adjust = (knex: Knex, orderId: string, by: Adjustment): Promise<Adjusted> =>
  knex.transaction(async (trx) => {
    const locked = await lockCommissions(trx, orderId)
    const [first] = locked
    if (!first) return { commissions: [], refundPending: false }
    const order = by.readOrder ? await by.readOrder(trx) : null
    const basis = basisOf(first, order)
    const now = clock.now()
    const posted = await postedBySource(trx, {
      source_type: "commission",
      source_ids: locked.map(({ id }) => id),
      owner_type: "affiliate",
    })
    const next = locked.map((one) => ({ one, id: one.id, change: nextOf(one, basis, by.decide, now) }))
    const refunded = basis.refunds.reduce((total, amount) => total + amount, 0n)
    const changed = next.filter(({ one, change }) => !isSame(one, change))
    if (
      changed.length > 0 ||
      refunded !== first.order_refunded ||
      basis.canceled !== first.canceled ||
      !sameChanges(basis.changes, first.changes) ||
      !sameDisputes(basis.disputes, disputesBefore(first)) ||
      basis.seenDisputes.length !== first.disputes.length
    )
      await changeCommissions(trx, { ...basis, orderId, refunded }, changed, {
        actor: by.actor,
        requestId: currentRequestId(),
      })
    const settled = next.map(({ one, change: { state } }) => ({ ...one, status: state.status, amount: state.amount }))
    await postEntries(
      trx,
      settled.flatMap(
        (one) => entryFor({ ...one, commission_id: one.id, at: now }, posted.get(one.id) ?? NOTHING_POSTED) ?? []
      )
    )
    const commissions = settled.map(({ id, affiliate_id, order_line_item_id, currency_code, status, amount }) => ({
      id,
      affiliate_id,
      order_line_item_id,
      currency_code,
      status,
      amount: amount.toString(),
    }))
    return { commissions, refundPending: order?.refund_pending ?? false }
  })

/**
 * Updates the commissions of an order to what is owed now and matures them when their time has come, under the order's
 * lock: posts owed − posted. Parallel and repeated calls have the same result. Returns every commission of the order.
 *
 * Throws a retryable failure, after writing everything else, while the transactions lack a refund that Medusa has created.
 */
export const adjustCommissions = async (knex: Knex, orderId: string, by: Adjustment): Promise<SettledCommission[]> => {
  const { commissions, refundPending } = await adjust(knex, orderId, by)
  if (refundPending) throw new WorkFailure("The order's transactions do not include a refund yet")
  return commissions
}
