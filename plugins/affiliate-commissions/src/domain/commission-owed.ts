import { shareRefund } from "@atrium/service-provisioning/contracts"

/** The frozen rule: basis points, 1000 = 10 %. */
export type FrozenRule = { readonly rate_bp: number }

/** What was paid for one part of an order (a line, or what was paid beyond the lines), whole minor units, with tax. */
export type OrderPart = {
  readonly id: string
  readonly amount: bigint
  /** What of it the order no longer holds: refunds pay for that first. */
  readonly removed?: bigint
}

/** Frozen facts of one line. `base` is what was paid for it without tax; `parts` are all parts of its order. */
export type FrozenFacts = { readonly line_id: string; readonly base: bigint; readonly parts: readonly OrderPart[] }

const BASIS_POINTS = 10_000n

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** The line's share of all refunds of its order so far, with tax: pro rata by what was paid, in one split. */
export const refundedOfLine = (facts: FrozenFacts, refunds: readonly bigint[]): bigint =>
  shareRefund(facts.parts, sum(refunds)).get(facts.line_id) ?? 0n

/**
 * The commission owed for a line: rate × what was paid without tax × the part of the line that was not given back,
 * rounded down once, at the end. Depends on the sum of the refunds alone, never on their number, order or times
 * (invariant 6), and is never rounded per refund.
 * @param refunds every refund of the order so far, whole minor units
 * @returns whole minor units, from 0 to `facts.base`
 */
export const commissionOwed = (rule: FrozenRule, facts: FrozenFacts, refunds: readonly bigint[]): bigint => {
  const paid = facts.parts.find((part) => part.id === facts.line_id)?.amount ?? 0n
  if (paid <= 0n) return 0n
  const kept = paid - refundedOfLine(facts, refunds)
  return (facts.base * kept * BigInt(rule.rate_bp)) / (paid * BASIS_POINTS)
}
