/** A line that may earn: what was paid for it, whole minor units, with tax and without. */
export type RuleLine = {
  readonly id: string
  /** The product. */
  readonly service_id: string | null
  readonly title: string
  readonly quantity: number
  readonly paid: bigint
  readonly base: bigint
}

/** Input of a rule, as of the payment. */
export type CommissionRuleFacts = {
  readonly order: {
    readonly id: string
    /** What people call it: `OR-…`. */
    readonly reference: string
    readonly currency_code: string
    readonly paid_at: Date
    /** In a fixed order, so that a rule can pay for one of them only. */
    readonly lines: readonly RuleLine[]
  }
  readonly line: RuleLine
  readonly customer: {
    readonly id: string | null
    /** Whether the buyer, by account or email address, had placed no order before this one. */
    readonly first_order: boolean
  }
  readonly affiliate: { readonly id: string; readonly code: string }
  readonly programme: { readonly id: string; readonly name: string }
}

/**
 * What a rule pays for a line while nothing is refunded: a rate in basis points (1000 = 10 %) of what was paid for it
 * without tax, or an amount in whole minor units of the order's currency.
 */
export type RuleAnswer = { readonly rate_bp: number } | { readonly amount: bigint }

/** A rule's answer as it is frozen on a commission: exactly one of both. */
export type FrozenRule =
  | { readonly rate_bp: number; readonly rule_amount: null }
  | { readonly rate_bp: null; readonly rule_amount: bigint }

/**
 * Checks an answer and limits it to what was paid for the line without tax.
 * @throws TypeError for an invalid result, which is a bug in the rule; nothing is booked
 */
export const freezeAnswer = (answer: RuleAnswer, line: RuleLine): FrozenRule => {
  if ("amount" in answer) {
    if (typeof answer.amount !== "bigint" || answer.amount < 0n)
      throw new TypeError("A commission rule must return whole minor units of 0 or more")
    return { rate_bp: null, rule_amount: answer.amount < line.base ? answer.amount : line.base }
  }
  if (!Number.isInteger(answer.rate_bp) || answer.rate_bp < 0 || answer.rate_bp > 10_000)
    throw new TypeError("A commission rule must return whole basis points from 0 to 10000")
  return { rate_bp: answer.rate_bp, rule_amount: null }
}
