import { splitProRata } from "@atrium/kernel"

/** A unit that takes a share of refunds; amounts in whole minor units. */
export type RefundableUnit = {
  readonly id: string
  /** What it cost. */
  readonly amount: bigint
  /** The part of that cost an edit, return or claim removed from the order. Zero by default. */
  readonly removed?: bigint
  /** The part of that cost that a refund was made for; it is not part of `removed`. Zero by default. */
  readonly chosen?: bigint
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)
const atMost = (amount: bigint, most: bigint): bigint => (amount < 0n ? 0n : amount > most ? most : amount)

/**
 * What of an order's refunds falls to each unit: the refunds so far as one sum. First it pays for the units that staff
 * chose to refund, then for what was taken out of the order, and what goes beyond that is split over what was kept, each
 * by cost (largest remainder, ties by id).
 * Cumulative, never per refund: rounding each refund alone drifts away from the whole. No unit gets more than it cost;
 * what is refunded beyond all of them falls to none.
 * @param refunded all refunds so far, whole minor units; below zero counts as none
 */
export const shareRefund = (units: readonly RefundableUnit[], refunded: bigint): Map<string, bigint> => {
  const parts = units.map(({ id, amount, removed = 0n, chosen = 0n }) => {
    const first = atMost(chosen, amount)
    const second = atMost(removed, amount - first)
    return { id, turns: [first, second, amount - first - second] }
  })
  const shares = new Map(parts.map(({ id }) => [id, 0n]))
  let left = atMost(refunded, sum(parts.flatMap(({ turns }) => turns)))
  for (const turn of [0, 1, 2]) {
    const weighed = parts.map(({ id, turns }) => ({ id, weight: turns[turn] ?? 0n }))
    const paid = atMost(left, sum(weighed.map(({ weight }) => weight)))
    for (const [id, share] of splitProRata(paid, weighed)) shares.set(id, (shares.get(id) ?? 0n) + share)
    left -= paid
  }
  return shares
}
