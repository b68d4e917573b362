import { shareRefund } from "@atrium/service-provisioning/contracts"

import type { OrderPart } from "./order-parts"

/** Frozen facts of one line. `base` is what was paid for it without tax; `parts` are all parts of its order. */
export type FrozenFacts = { readonly line_id: string; readonly base: bigint; readonly parts: readonly OrderPart[] }

/** The frozen rule: basis points (1000 = 10 %), or whole minor units. One of both is null. */
export type RateOrAmount = { readonly rate_bp: number | null; readonly rule_amount: bigint | null }

const BASIS_POINTS = 10_000n

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** The line's share of all refunds of its order so far, with tax: pro rata by what was paid, in one split. */
export const refundedOfLine = (facts: FrozenFacts, refunds: readonly bigint[]): bigint =>
  shareRefund(facts.parts, sum(refunds)).get(facts.line_id) ?? 0n

/**
 * The commission owed for a line: what the rule pays × the part of the line that was not refunded, rounded down once, at
 * the end. Depends on the sum of the refunds alone, never on their number, order or times, and is never rounded per refund.
 * @param refunds every refund of the order so far, whole minor units
 * @returns whole minor units, from 0 to what is left of the line without tax
 */
export const commissionOwed = (rule: RateOrAmount, facts: FrozenFacts, refunds: readonly bigint[]): bigint => {
  const paid = facts.parts.find((part) => part.id === facts.line_id)?.amount ?? 0n
  if (paid <= 0n) return 0n
  const kept = paid - refundedOfLine(facts, refunds)
  if (rule.rate_bp !== null) return (facts.base * kept * BigInt(rule.rate_bp)) / (paid * BASIS_POINTS)
  const amount = rule.rule_amount ?? 0n
  return ((amount < facts.base ? amount : facts.base) * kept) / paid
}

/** What is owed for a line now, its share of the refunds so far, and the reason when nothing is owed. */
export type OwedAmount = { readonly owed: bigint; readonly refunded: bigint; readonly whyNothing: string }

/**
 * What is owed for a line after everything that happened to its order so far. Whole minor units.
 * @param order `refunds` with what was lost in disputes; `disputeLost`: whether anything was
 */
export const owedForLine = (
  rule: RateOrAmount,
  facts: FrozenFacts,
  order: { readonly refunds: readonly bigint[]; readonly canceled: boolean; readonly disputeLost?: boolean }
): OwedAmount => {
  const paid = facts.parts.find(({ id }) => id === facts.line_id)?.amount ?? 0n
  if (order.canceled) return { owed: 0n, refunded: paid, whyNothing: "The order was canceled." }
  const refunded = refundedOfLine(facts, order.refunds)
  return {
    owed: commissionOwed(rule, facts, order.refunds),
    refunded,
    whyNothing:
      refunded > 0n && refunded === paid
        ? order.disputeLost
          ? "The buyer disputed the payment, and the bank took the money back."
          : "It was refunded in full."
        : "The rule pays nothing for this line, or less than the smallest unit.",
  }
}
