import type { AttributionRule } from "../contracts/statuses"

/** The terms of a program that held at payment. */
export type ProgrammeTerms = {
  readonly programme_id: string
  readonly name: string
  readonly version_id: string
  readonly attribution: AttributionRule
  readonly window_days: number
  readonly holding_days: number
}

/**
 * An affiliate who may earn from an order: active at payment. `clicks` are the earliest and the latest click of the visitor
 * within the program's window; `clicked` is true for any click of the visitor, even an older one.
 */
export type Candidate = {
  readonly affiliate_id: string
  readonly code: string
  readonly terms: ProgrammeTerms
  readonly clicked: boolean
  readonly clicks: readonly { readonly id: string; readonly at: Date }[]
}

export type Winner = {
  readonly candidate: Candidate
  /** Null when the code was entered. */
  readonly click_id: string | null
  readonly reason: string
}

type Touch = { readonly candidate: Candidate; readonly click_id: string | null; readonly at: Date }

const earlier = (a: Touch, b: Touch): number =>
  a.at.getTime() - b.at.getTime() ||
  Number(a.click_id === null) - Number(b.click_id === null) ||
  (a.candidate.affiliate_id < b.candidate.affiliate_id ? -1 : 1)

const day = (at: Date): string => at.toISOString().slice(0, 10)

const reasonOf = ({ candidate, click_id, at }: Touch, alone: boolean): string => {
  const { code, terms } = candidate
  if (click_id === null) return `The code ${code} was entered at checkout.`
  const which = alone ? "a click" : terms.attribution === "first_click" ? "the first click" : "the last click"
  return `${code} brought the buyer: ${which} within ${terms.window_days} days of payment, on ${day(at)}.`
}

/**
 * Picks the affiliate who earns. Candidates are all clicks within their program's window; a code that was entered without a
 * click counts as a click at the time of payment. With several programs, the program of the last click decides by its rule
 * among its affiliates. Ties go to the smaller affiliate id.
 * @param code of the cart, in upper case
 * @param paidAt business time of payment
 */
export const pickWinner = (
  candidates: readonly Candidate[],
  { code, paidAt }: { code: string | null; paidAt: Date }
): Winner | { readonly candidate: null; readonly reason: string } => {
  const touches: Touch[] = candidates
    .flatMap((candidate) => [
      ...candidate.clicks.map(({ id, at }) => ({ candidate, click_id: id, at })),
      ...(candidate.code === code && !candidate.clicked ? [{ candidate, click_id: null, at: paidAt }] : []),
    ])
    .sort(earlier)
  const last = touches.at(-1)
  if (!last)
    return {
      candidate: null,
      reason: candidates.some(({ clicked }) => clicked)
        ? "Every click of the buyer is older than its program's window."
        : "No active affiliate had this code when the order was paid.",
    }
  const { terms } = last.candidate
  const competing = touches.filter(({ candidate }) => candidate.terms.programme_id === terms.programme_id)
  const won = terms.attribution === "first_click" ? (competing[0] ?? last) : last
  return { candidate: won.candidate, click_id: won.click_id, reason: reasonOf(won, competing.length === 1) }
}
