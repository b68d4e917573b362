import { splitProRata } from "@atrium/kernel"

/** Something a refund is shared over; `amount` is what it cost, whole minor units. */
export type RefundableUnit = { readonly id: string; readonly amount: bigint }

/**
 * What of an order's refunds falls to each unit: the refunds so far as one sum, split by what the units cost (largest
 * remainder, ties by id). Cumulative, never per refund: rounding each refund alone drifts away from the whole. No unit
 * gets more than it cost; what is refunded beyond all of them falls to none.
 * @param refunded all refunds so far, whole minor units; below zero counts as none
 */
export const shareRefund = (units: readonly RefundableUnit[], refunded: bigint): Map<string, bigint> => {
  const total = units.reduce((sum, unit) => sum + unit.amount, 0n)
  const shared = refunded < 0n ? 0n : refunded > total ? total : refunded
  return splitProRata(
    shared,
    units.map((unit) => ({ id: unit.id, weight: unit.amount }))
  )
}
