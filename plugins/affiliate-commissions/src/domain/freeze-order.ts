import { roundToMinorUnits } from "@atrium/kernel"
import { type Change, open } from "./commission-changes"
import { owedForLine } from "./commission-owed"
import {
  type CommissionRuleFacts,
  freezeAnswer,
  type FrozenRule,
  type RuleAnswer,
  type RuleLine,
} from "./commission-rule"
import { type BoughtLine, type OrderNow, partsNow, partsOfOrder } from "./order-parts"
import { ownPurchase, type Person } from "./own-purchase"
import { type Candidate, pickWinner, type Winner } from "./pick-winner"

/** A rule as it applied at payment; `service_id` null: the program's own. */
export type RuleAtPayment = {
  readonly version_id: string
  readonly service_id: string | null
  readonly kind: string
  readonly config: unknown
}

/** What is known of an order when it is paid. */
export type PaidOrder = OrderNow & {
  readonly order_id: string
  readonly reference: string
  readonly currency_code: string
  /** In capitals. */
  readonly code: string | null
  readonly click_id: string | null
  readonly consent: unknown
  /** Business time. */
  readonly paid_at: Date
  readonly lines: readonly BoughtLine[]
  readonly buyer: Person
}

export type Competitor = Candidate & {
  readonly customer_id: string
  readonly email: string | null
  readonly first_order: boolean
  readonly rules: readonly RuleAtPayment[]
}

/** A line that earns, with its first state. */
export type EarningLine = {
  readonly line: RuleLine
  readonly rule_version_id: string
  readonly frozen: FrozenRule
  readonly change: Change
}

export type FrozenOrder = {
  readonly winner: Winner | { readonly candidate: null; readonly reason: string }
  readonly parts: readonly { readonly id: string; readonly amount: bigint }[]
  readonly refunded: bigint
  readonly matures_at: Date
  readonly earning: readonly EarningLine[]
}

const DAY_MS = 86_400_000

/** The rule for a line: its service's own, else the program's. A line without either earns nothing. */
const ruleFor = (rules: readonly RuleAtPayment[], line: RuleLine): RuleAtPayment | undefined =>
  rules.find(({ service_id: service }) => service !== null && service === line.service_id) ??
  rules.find(({ service_id: service }) => service === null)

/** All refunds of an order, in whole minor units. */
export const refundsOf = (refunds: readonly string[], currencyCode: string): bigint[] =>
  refunds.map((amount) => roundToMinorUnits(amount, currencyCode))

/**
 * When an order was paid, in business time. Medusa's timestamps use the machine's time, which equals business time in
 * production. Where business time can be changed (demo, tests), it is when work for the order's units was enqueued, right
 * after the payment, or otherwise the timestamp plus the clock's current offset.
 */
export const businessTimeOfPayment = (stamps: {
  readonly capturedAt: Date
  readonly fannedOutAt: Date | null
  readonly clockMoves: boolean
  readonly clockOffsetMs: number
}): Date => {
  if (!stamps.clockMoves) return stamps.capturedAt
  return stamps.fannedOutAt ?? new Date(stamps.capturedAt.getTime() + stamps.clockOffsetMs)
}

/**
 * Everything that is frozen when an order is paid: who earns, by which rule, on how much of each line, and since when.
 * Pure: the same rows lead to the same result at any time.
 * @param answerOf what a rule's kind answers
 */
export const freezeOrder = (
  order: PaidOrder,
  competitors: readonly Competitor[],
  answerOf: (rule: RuleAtPayment, facts: CommissionRuleFacts) => RuleAnswer
): FrozenOrder => {
  const { lines: paidLines, parts } = partsOfOrder(order.captured, order.currency_code, order.lines)
  const refunds = refundsOf(order.refunds, order.currency_code)
  const refunded = refunds.reduce((total, amount) => total + amount, 0n)
  const winner = pickWinner(competitors, { code: order.code, paidAt: order.paid_at })
  const won = competitors.find(({ affiliate_id: id }) => id === winner.candidate?.affiliate_id)
  const maturesAt = new Date(order.paid_at.getTime() + (won?.terms.holding_days ?? 0) * DAY_MS)
  if (!won) return { winner, parts, refunded, matures_at: maturesAt, earning: [] }
  const hold = ownPurchase({ customer_id: won.customer_id, emails: [won.email] }, order.buyer)
  const lines = order.lines.map(({ id, product_id: service_id, title, quantity }, index): RuleLine => {
    const { paid = 0n, base = 0n } = paidLines[index] ?? {}
    return { id, service_id, title, quantity, paid, base }
  })
  const facts = {
    order: {
      id: order.order_id,
      reference: order.reference,
      currency_code: order.currency_code,
      paid_at: order.paid_at,
      lines,
    },
    customer: { id: order.buyer.customer_id, first_order: won.first_order },
    affiliate: { id: won.affiliate_id, code: won.code },
    programme: { id: won.terms.programme_id, name: won.terms.name },
  }
  const partsLeft = partsNow(parts, { removed: order.removed, chosen: { ...order.chosen } })
  const earning = lines.flatMap((line): EarningLine[] => {
    const rule = ruleFor(won.rules, line)
    if (!rule) return []
    const frozen = freezeAnswer(answerOf(rule, { ...facts, line }), line)
    const due = owedForLine(
      frozen,
      { line_id: line.id, base: line.base, parts: partsLeft },
      { refunds, canceled: order.canceled }
    )
    return [{ line, rule_version_id: rule.version_id, frozen, change: open(due, hold) }]
  })
  return { winner, parts, refunded, matures_at: maturesAt, earning }
}
