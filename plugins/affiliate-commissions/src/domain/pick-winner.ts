import type { AttributionRule } from "../contracts/statuses"

/** The terms of a programme that held at payment. */
export type ProgrammeTerms = {
  readonly programme_id: string
  readonly name: string
  readonly version_id: string
  readonly attribution: AttributionRule
  readonly window_days: number
  readonly holding_days: number
}

/**
 * An affiliate that could earn at payment: active, its programme has terms. `clicks` are the earliest and the latest of
 * the visitor's clicks within the programme's window; `clicked` is true for any click of the visitor, also an older one.
 */
export type Contender = {
  readonly affiliate_id: string
  readonly code: string
  readonly terms: ProgrammeTerms
  readonly clicked: boolean
  readonly clicks: readonly { readonly id: string; readonly at: Date }[]
}

export type Winner = {
  readonly contender: Contender
  /** Null when the code was entered. */
  readonly click_id: string | null
  readonly reason: string
}

type Touch = { readonly contender: Contender; readonly click_id: string | null; readonly at: Date }

const earlier = (a: Touch, b: Touch): number =>
  a.at.getTime() - b.at.getTime() ||
  Number(a.click_id === null) - Number(b.click_id === null) ||
  (a.contender.affiliate_id < b.contender.affiliate_id ? -1 : 1)

const day = (at: Date): string => at.toISOString().slice(0, 10)

const reasonOf = ({ contender, click_id, at }: Touch, alone: boolean): string => {
  const { code, terms } = contender
  if (click_id === null) return `The code ${code} was entered at checkout.`
  const which = alone ? "a click" : terms.attribution === "first_click" ? "the first click" : "the last click"
  return `${code} brought the buyer: ${which} within ${terms.window_days} days of payment, on ${day(at)}.`
}

/**
 * Who earns: every click within its programme's window competes, and so does a code that was entered without a click,
 * as a click at the moment of payment. Where several programmes compete, the one that was touched last decides by its
 * rule among its own. Ties go to the smaller affiliate id.
 * @param code as it is on the cart, in capitals
 * @param paidAt business time of payment
 */
export const pickWinner = (
  contenders: readonly Contender[],
  { code, paidAt }: { code: string | null; paidAt: Date }
): Winner | { readonly contender: null; readonly reason: string } => {
  const touches: Touch[] = contenders
    .flatMap((contender) => [
      ...contender.clicks.map(({ id, at }) => ({ contender, click_id: id, at })),
      ...(contender.code === code && !contender.clicked ? [{ contender, click_id: null, at: paidAt }] : []),
    ])
    .sort(earlier)
  const last = touches.at(-1)
  if (!last)
    return {
      contender: null,
      reason: contenders.some(({ clicked }) => clicked)
        ? "Every click of the buyer is older than its programme's window."
        : "No active affiliate had this code when the order was paid.",
    }
  const { terms } = last.contender
  const competing = touches.filter(({ contender }) => contender.terms.programme_id === terms.programme_id)
  const won = terms.attribution === "first_click" ? (competing[0] ?? last) : last
  return { contender: won.contender, click_id: won.click_id, reason: reasonOf(won, competing.length === 1) }
}
