import { splitProRata } from "@atrium/kernel"

/** A unit that takes a share of refunds; amounts in whole minor units. */
export type RefundableUnit = {
  readonly id: string
  /** What it cost. */
  readonly amount: bigint
  /** The part of that cost an edit, return or claim removed from the order. Zero by default. */
  readonly removed?: bigint
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)
const atMost = (amount: bigint, most: bigint): bigint => (amount < 0n ? 0n : amount > most ? most : amount)

/**
 * What of an order's refunds falls to each unit: the refunds so far as one sum. First it pays for what was taken out of
 * the order, and what goes beyond that is split over what was kept, each by cost (largest remainder, ties by id).
 * Cumulative, never per refund: rounding each refund alone drifts away from the whole. No unit gets more than it cost;
 * what is refunded beyond all of them falls to none.
 * @param refunded all refunds so far, whole minor units; below zero counts as none
 */
export const shareRefund = (units: readonly RefundableUnit[], refunded: bigint): Map<string, bigint> => {
  const parts = units.map(({ id, amount, removed = 0n }) => ({ id, amount, removed: atMost(removed, amount) }))
  const shared = atMost(refunded, sum(parts.map(({ amount }) => amount)))
  const first = atMost(shared, sum(parts.map(({ removed }) => removed)))
  const ofRemoved = splitProRata(
    first,
    parts.map(({ id, removed }) => ({ id, weight: removed }))
  )
  const ofKept = splitProRata(
    shared - first,
    parts.map(({ id, amount, removed }) => ({ id, weight: amount - removed }))
  )
  return new Map(parts.map(({ id }) => [id, (ofRemoved.get(id) ?? 0n) + (ofKept.get(id) ?? 0n)]))
}
