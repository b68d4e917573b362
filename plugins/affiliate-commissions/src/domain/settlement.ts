import { type FrozenFacts, commissionOwed, refundedOfLine } from "./commission-owed"
import type { Due } from "./commission-changes"

/** What is owed for a line now, and why nothing is where nothing is. Refunds and amounts in whole minor units. */
export const dueFor = (
  rule: { readonly rate_bp: number },
  facts: FrozenFacts,
  order: { readonly refunds: readonly bigint[]; readonly canceled: boolean }
): Due => {
  const paid = facts.parts.find(({ id }) => id === facts.line_id)?.amount ?? 0n
  if (order.canceled) return { owed: 0n, refunded: paid, whyNothing: "The order was cancelled." }
  const refunded = refundedOfLine(facts, order.refunds)
  return {
    owed: commissionOwed(rule, facts, order.refunds),
    refunded,
    whyNothing: refunded > 0n && refunded === paid ? "It was refunded in full." : "The amount rounds down to nothing.",
  }
}
