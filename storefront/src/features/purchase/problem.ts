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

/** Words for every outcome but success. */
export const problemOf = (outcome: Exclude<PayOutcome, { kind: "paid" | "processing" }>, locale: string): Problem => {
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
