import { formatMoney } from "@atrium/kernel"

import { declineMessage } from "./declines"
import type { PayOutcome } from "./pay"

/** Message shown after a payment attempt that failed. */
export type Problem = {
  title: string
  advice: string
  /** The unpaid purchase. */
  purchaseId?: string
}

type LeavingOutcome = Extract<PayOutcome, { kind: "paid" | "processing" | "instructions" }>

/** Whether the outcome leads to another page. */
export const leavesPage = (outcome: PayOutcome): outcome is LeavingOutcome =>
  outcome.kind === "paid" || outcome.kind === "processing" || outcome.kind === "instructions"

/** Returns the path of the next page: the confirmation, or the payment instructions. */
export const pageAfter = ({ kind, purchaseId }: LeavingOutcome): string =>
  kind === "instructions" ? `/purchase/${purchaseId}` : `/purchase/${purchaseId}/confirmation`

/** Returns the message for an outcome that keeps the shopper on the page. */
export const problemOf = (outcome: Exclude<PayOutcome, LeavingOutcome>, locale: string): Problem => {
  switch (outcome.kind) {
    case "declined":
      return { ...declineProblem(outcome.code), purchaseId: outcome.purchaseId }
    case "unreachable":
      return declineProblem("network_failed")
    case "new_total": {
      const total = formatMoney(outcome.purchase.amount, outcome.purchase.currency_code, locale)
      return {
        title: `The total is now ${total}`,
        advice: "Nothing was charged. Pay again if that's OK with you.",
      }
    }
    case "rejected": {
      const { message, suggestedAction } = outcome.failure
      return { title: message, advice: suggestedAction || "Your details are saved. Try again in a moment." }
    }
  }
}

const declineProblem = (code: string): Problem => {
  const { title, advice } = declineMessage(code)
  return { title, advice }
}
