import { roundToMinorUnits } from "@atrium/kernel"
import type { CommissionStatus } from "../contracts/statuses"
import { type Posted, targetOf } from "./booking"
import { refundsOf } from "./freeze-order"
import {
  addedSince,
  type DisputesNow,
  disputesNow,
  type OrderChanges,
  type OrderNow,
  type OrderPart,
  sameChanges,
  sameDisputes,
} from "./order-parts"

/** What the commissions of an order were computed from. Amounts in whole minor units. */
export type OrderToCheck = {
  readonly currency_code: string
  readonly matures_at: Date
  readonly refunded_amount: bigint
  readonly canceled: boolean
  readonly changes: OrderChanges
  readonly parts: readonly OrderPart[]
  readonly disputes: DisputesNow
  readonly commissions: readonly { readonly id: string; readonly status: CommissionStatus; readonly amount: bigint }[]
}

const sameBalances = (target: ReadonlyMap<string, bigint>, posted: ReadonlyMap<string, bigint>): boolean =>
  [...new Set([...target.keys(), ...posted.keys()])].every(
    (purpose) => (target.get(purpose) ?? 0n) === (posted.get(purpose) ?? 0n)
  )

/**
 * Whether owed and posted differ: a refund, dispute or cancellation that the commissions do not include, a holding period that has
 * ended, an account whose balance differs from its commission.
 */
export const hasDrifted = (
  order: OrderToCheck,
  current: OrderNow,
  posted: (commissionId: string) => Posted | undefined,
  now: Date
): boolean => {
  const refunded = refundsOf(current.refunds, order.currency_code).reduce((total, amount) => total + amount, 0n)
  if (refunded !== order.refunded_amount || order.canceled !== current.canceled) return true
  const added = addedSince(roundToMinorUnits(current.captured, order.currency_code), order.parts).toString()
  if (!sameChanges(order.changes, { removed: current.removed, chosen: { ...current.chosen }, added })) return true
  if (!sameDisputes(order.disputes, disputesNow(current.disputes, order.currency_code))) return true
  const due = order.matures_at <= now
  return order.commissions.some(({ id, status, amount }) => {
    if (due && (status === "pending" || status === "approved")) return true
    return !sameBalances(targetOf(status, amount), posted(id)?.balances ?? new Map<string, bigint>())
  })
}
