import type { CommissionStatus } from "../contracts/statuses"
import { type Posted, targetOf } from "./booking"
import { refundsOf } from "./frozen-order"
import { addedSince, type OrderChanges, type RemovedUnits, sameChanges } from "./order-changes"
import { minorUnitsOf } from "./order-parts"

/** An attributed order as the rows tell it; amounts as its fields say. */
export type Standing = {
  readonly currency_code: string
  readonly matures_at: Date
  /** Whole minor units. */
  readonly refunded_amount: string
  readonly canceled: boolean
  readonly changes: OrderChanges
  readonly parts: readonly { readonly id: string; readonly amount: string }[]
  readonly removed: RemovedUnits
  /** Major units. */
  readonly captured: string
  /** Major units. */
  readonly refunds: readonly string[]
  readonly is_canceled: boolean
  readonly commissions: readonly { readonly id: string; readonly status: CommissionStatus; readonly amount: string }[]
}

const sameBalances = (target: ReadonlyMap<string, bigint>, posted: ReadonlyMap<string, bigint>): boolean =>
  [...new Set([...target.keys(), ...posted.keys()])].every(
    (purpose) => (target.get(purpose) ?? 0n) === (posted.get(purpose) ?? 0n)
  )

/**
 * Whether owed and posted differ: refunds or a cancellation the commissions do not stand for, a holding period that is
 * over, an account that holds something else than the commission says.
 */
export const hasDrifted = (
  order: Standing,
  posted: (commissionId: string) => Posted | undefined,
  now: Date
): boolean => {
  const refunded = refundsOf(order.refunds, order.currency_code).reduce((total, amount) => total + amount, 0n)
  if (refunded !== BigInt(order.refunded_amount) || order.canceled !== order.is_canceled) return true
  const parts = order.parts.map(({ id, amount }) => ({ id, amount: BigInt(amount) }))
  const added = addedSince(minorUnitsOf(order.captured, order.currency_code), parts).toString()
  if (!sameChanges(order.changes, { removed: order.removed, added })) return true
  const due = order.matures_at <= now
  return order.commissions.some(({ id, status, amount }) => {
    if (due && (status === "pending" || status === "approved")) return true
    return !sameBalances(targetOf(status, BigInt(amount)), posted(id)?.balances ?? new Map<string, bigint>())
  })
}
