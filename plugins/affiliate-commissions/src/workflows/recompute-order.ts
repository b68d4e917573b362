import { clock, type Actor } from "@atrium/kernel"
import { postEntries } from "@atrium/ledger/tx"
import { currentRequestId } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { entryFor } from "../domain/booking"
import { type Change, holdIt, inTurn, matureIt, recompute } from "../domain/commission-changes"
import { refundsOf } from "../domain/frozen-order"
import { addedSince, type OrderChanges, partsNow, refundsOfParts, sameChanges } from "../domain/order-changes"
import { minorUnitsOf } from "../domain/order-parts"
import { dueFor } from "../domain/settlement"
import { changeCommissions, type LockedCommission, lockCommissions } from "../modules/affiliate/store/commissions"
import type { OrderFacts } from "../reconcile/order-facts"
import { NOTHING_POSTED, postedOf } from "../reconcile/posted"

export type Recompute = {
  readonly actor: Actor
  /** What the order says now, read under its lock; left out: the commissions follow what they stand for already. */
  readonly readFacts?: (trx: Knex.Transaction) => Promise<OrderFacts | undefined>
  readonly dispute?: string
  /** A decision about one of the commissions, made before everything else. Throws what refuses it. */
  readonly decide?: (commission: LockedCommission, now: Date) => Change
}

type Standing = {
  refunds: readonly bigint[]
  canceled: boolean
  changes: OrderChanges
  disputes: readonly string[]
  disputed: boolean
}

const partsOf = ({ facts }: LockedCommission) => facts.parts.map(({ id, amount }) => ({ id, amount: BigInt(amount) }))

const changesOf = (first: LockedCommission, facts: OrderFacts): OrderChanges => ({
  removed: facts.removed,
  added: addedSince(minorUnitsOf(facts.captured, first.currency_code), partsOf(first)).toString(),
})

const standingOf = (first: LockedCommission, facts: OrderFacts | undefined, dispute: string | undefined): Standing => {
  const disputed = dispute !== undefined && !first.disputes.includes(dispute)
  return {
    refunds: facts ? refundsOf(facts.refunds, first.currency_code) : [first.orderRefunded],
    canceled: facts?.canceled ?? first.canceled,
    changes: facts ? changesOf(first, facts) : first.changes,
    disputes: disputed ? [...first.disputes, dispute] : first.disputes,
    disputed,
  }
}

const nextOf = (one: LockedCommission, standing: Standing, decide: Recompute["decide"], now: Date): Change => {
  const parts = partsNow(partsOf(one), standing.changes)
  const refunds = refundsOfParts(standing.refunds, standing.changes)
  const due = dueFor(one, { line_id: one.order_line_item_id, base: one.base, parts }, { ...standing, refunds })
  return inTurn(
    one.state,
    (state) => (decide ? decide({ ...one, state }, now) : { state, moves: [] }),
    (state) => recompute(state, due),
    (state) =>
      standing.disputed
        ? holdIt(state, { reason: "dispute", text: "The buyer disputes the payment." })
        : { state, moves: [] },
    (state) => (one.matures_at <= now ? matureIt(state) : { state, moves: [] })
  )
}

const sameState = (one: LockedCommission, { state, moves }: Change): boolean =>
  moves.length === 0 && state.amount === one.state.amount && state.refunded === one.state.refunded

/**
 * Brings the commissions of an order to what is owed and where they stand in time, under the order's lock: owed −
 * posted is booked, whatever was posted before. Any number of parallel and repeated calls end alike. One transaction;
 * five statements when something changes, three when nothing does.
 */
export const recomputeOrder = (knex: Knex, orderId: string, by: Recompute): Promise<void> =>
  knex.transaction(async (trx) => {
    const locked = await lockCommissions(trx, orderId)
    const [first] = locked
    if (!first) return
    const standing = standingOf(first, by.readFacts ? await by.readFacts(trx) : undefined, by.dispute)
    const now = clock.now()
    const posted = await postedOf(
      trx,
      locked.map(({ id }) => id)
    )
    const changes = locked.map((one) => ({ one, id: one.id, change: nextOf(one, standing, by.decide, now) }))
    const refunded = standing.refunds.reduce((total, amount) => total + amount, 0n)
    const changed = changes.filter(({ one, change }) => !sameState(one, change))
    if (
      changed.length > 0 ||
      refunded !== first.orderRefunded ||
      standing.canceled !== first.canceled ||
      !sameChanges(standing.changes, first.changes) ||
      standing.disputed
    )
      await changeCommissions(trx, { orderId, refunded, ...standing }, changed, {
        actor: by.actor,
        requestId: currentRequestId(),
      })
    await postEntries(
      trx,
      changes.flatMap(({ one, change: { state } }) => {
        const order = one.facts.display_id
        const title = order === null ? one.service_title : `${one.service_title}, order #${order}`
        const booked = {
          ...{
            commission_id: one.id,
            affiliate_id: one.affiliate_id,
            currency_code: one.currency_code,
            at: now,
            title,
          },
          ...{ status: state.status, amount: state.amount },
        }
        return entryFor(booked, posted.get(one.id) ?? NOTHING_POSTED) ?? []
      })
    )
  })
