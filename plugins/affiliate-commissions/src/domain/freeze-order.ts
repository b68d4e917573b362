import { type Change, open } from "./commission-changes"
import { dueFor } from "./commission-owed"
import { type BoughtLine, minorUnitsOf, type OrderNow, partsNow, partsOfOrder } from "./order-parts"
import { type Hold, ownPurchase, type Person } from "./own-purchase"
import { type Contender, pickWinner, type Winner } from "./pick-winner"

type Rule = { readonly version_id: string; readonly service_id: string | null; readonly rate_bp: number }

/** What is known of an order when it is paid. */
export type PaidOrder = OrderNow & {
  readonly order_id: string
  readonly display_id: number | null
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

export type Competitor = Contender & {
  readonly customer_id: string
  readonly email: string | null
  readonly rules: readonly Rule[]
}

/** A line that earns, with its first state. */
export type EarningLine = {
  readonly line: BoughtLine
  readonly rule: Rule
  readonly paid: bigint
  readonly base: bigint
  readonly change: Change
}

export type FrozenOrder = {
  readonly winner: Winner | { readonly contender: null; readonly reason: string }
  readonly parts: readonly { readonly id: string; readonly amount: bigint }[]
  readonly refunded: bigint
  readonly matures_at: Date
  readonly earning: readonly EarningLine[]
}

const DAY_MS = 86_400_000

/** The rule for a line: its service's own, else the programme's. A line without either earns nothing. */
const ruleFor = (rules: readonly Rule[], line: BoughtLine): Rule | undefined =>
  rules.find(({ service_id: service }) => service !== null && service === line.product_id) ??
  rules.find(({ service_id: service }) => service === null)

/** All refunds of an order, in whole minor units. */
export const refundsOf = (refunds: readonly string[], currencyCode: string): bigint[] =>
  refunds.map((amount) => minorUnitsOf(amount, currencyCode))

/**
 * When an order was paid, in business time. Medusa stamps payments with the machine's time, which is business time in
 * production. Where business time can be moved (demo, tests) it is the moment the order was fanned out, right after the
 * payment, else the stamp shifted by as much as the clock is off now.
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
 */
export const freezeOrder = (order: PaidOrder, competitors: readonly Competitor[]): FrozenOrder => {
  const { lines, parts } = partsOfOrder(order.captured, order.currency_code, order.lines)
  const refunds = refundsOf(order.refunds, order.currency_code)
  const refunded = refunds.reduce((total, amount) => total + amount, 0n)
  const winner = pickWinner(competitors, { code: order.code, paidAt: order.paid_at })
  const won = competitors.find(({ affiliate_id: id }) => id === winner.contender?.affiliate_id)
  const holdingDays = won?.terms.holding_days ?? 0
  const hold: Hold | null = won ? ownPurchase({ customer_id: won.customer_id, emails: [won.email] }, order.buyer) : null
  const earning = lines.flatMap((part, index): EarningLine[] => {
    const line = order.lines[index]
    const rule = line && won ? ruleFor(won.rules, line) : undefined
    if (!line || !rule) return []
    const facts = { line_id: line.id, base: part.base, parts: partsNow(parts, { removed: order.removed, added: "0" }) }
    const due = dueFor(rule, facts, { refunds, canceled: order.canceled })
    return [{ line, rule, paid: part.paid, base: part.base, change: open(due, hold) }]
  })
  return { winner, parts, refunded, matures_at: new Date(order.paid_at.getTime() + holdingDays * DAY_MS), earning }
}
