import { formatMoney } from "@atrium/kernel"

import { declineWords } from "./declines"
import type { PayOutcome } from "./pay"

/** What is shown above the card after an attempt that did not end in an order. */
export type Problem = {
  title: string
  advice: string
  /** The purchase that waits for its payment. */
  purchaseId?: string
}

type Leaving = Extract<PayOutcome, { kind: "paid" | "processing" | "instructed" }>

/** Whether another page follows; otherwise the shopper stays and reads what went wrong. */
export const leavesPage = (outcome: PayOutcome): outcome is Leaving =>
  outcome.kind === "paid" || outcome.kind === "processing" || outcome.kind === "instructed"

/** The page that follows the payment: the confirmation, or how to pay. */
export const pageAfter = ({ kind, purchaseId }: Leaving): string =>
  kind === "instructed" ? `/purchase/${purchaseId}` : `/purchase/${purchaseId}/confirmation`

/** Words for every outcome that leaves the shopper where they are. */
export const problemOf = (outcome: Exclude<PayOutcome, Leaving>, locale: string): Problem => {
  switch (outcome.kind) {
    case "declined":
      return { ...wordsOf(outcome.code), purchaseId: outcome.purchaseId }
    case "unreachable":
      return wordsOf("network_failed")
    case "new_total": {
      const total = formatMoney(outcome.purchase.amount, outcome.purchase.currency_code, locale)
      return {
        title: `The total is now ${total}`,
        advice: "Nothing was charged. Pay again if that's OK with you.",
      }
    }
    case "refused": {
      const { message, suggestedAction } = outcome.refusal
      return { title: message, advice: suggestedAction || "Nothing you entered is lost. Try again in a moment." }
    }
  }
}

const wordsOf = (code: string): Problem => {
  const { title, advice } = declineWords(code)
  return { title, advice }
}
