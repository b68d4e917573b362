import type { CommissionStatus } from "../contracts/statuses"
import { type Posted, targetOf } from "./booking"
import { refundsOf } from "./freeze-order"
import {
  addedSince,
  minorUnitsOf,
  type OrderChanges,
  type OrderPart,
  type RemovedUnits,
  sameChanges,
} from "./order-parts"

/** An attributed order: what its commissions were computed from, in minor units, and Medusa's rows, in major units. */
export type OrderToCheck = {
  readonly currency_code: string
  readonly matures_at: Date
  readonly refunded_amount: bigint
  readonly canceled: boolean
  readonly changes: OrderChanges
  readonly parts: readonly OrderPart[]
  readonly removed: RemovedUnits
  readonly captured: string
  readonly refunds: readonly string[]
  readonly is_canceled: boolean
  readonly commissions: readonly { readonly id: string; readonly status: CommissionStatus; readonly amount: bigint }[]
}

const sameBalances = (target: ReadonlyMap<string, bigint>, posted: ReadonlyMap<string, bigint>): boolean =>
  [...new Set([...target.keys(), ...posted.keys()])].every(
    (purpose) => (target.get(purpose) ?? 0n) === (posted.get(purpose) ?? 0n)
  )

/**
 * Whether owed and posted differ: a refund or cancellation that the commissions do not include, a holding period that has
 * ended, an account whose balance differs from its commission.
 */
export const hasDrifted = (
  order: OrderToCheck,
  posted: (commissionId: string) => Posted | undefined,
  now: Date
): boolean => {
  const refunded = refundsOf(order.refunds, order.currency_code).reduce((total, amount) => total + amount, 0n)
  if (refunded !== order.refunded_amount || order.canceled !== order.is_canceled) return true
  const added = addedSince(minorUnitsOf(order.captured, order.currency_code), order.parts).toString()
  if (!sameChanges(order.changes, { removed: order.removed, added })) return true
  const due = order.matures_at <= now
  return order.commissions.some(({ id, status, amount }) => {
    if (due && (status === "pending" || status === "approved")) return true
    return !sameBalances(targetOf(status, amount), posted(id)?.balances ?? new Map<string, bigint>())
  })
}
