import { formatMoney } from "@atrium/kernel"

import type { Failure } from "@/lib/medusa"

import { declineMessage } from "./declines"
import type { PayOutcome } from "./pay"

/** Message shown after a payment attempt that failed. */
export type Problem = {
  title: string
  advice: string
  /** The unpaid purchase. */
  purchaseId?: string
}

export const GATEWAY_DOWN = "gateway_unavailable"

type LeavingOutcome = Extract<PayOutcome, { kind: "paid" | "processing" | "redirect" | "instructions" }>

/** Whether the outcome leads to another page. */
export const leavesPage = (outcome: PayOutcome): outcome is LeavingOutcome =>
  ["paid", "processing", "redirect", "instructions"].includes(outcome.kind)

/** Opens the next page: the confirmation, the payment instructions, or the gateway's page. */
export const leavePage = (outcome: LeavingOutcome, router: { push: (path: string) => void }): void => {
  const { kind, purchaseId } = outcome
  if (kind !== "redirect")
    return router.push(kind === "instructions" ? `/purchase/${purchaseId}` : `/purchase/${purchaseId}/confirmation`)
  // A browser that goes back shows this page as it was left, with its button disabled.
  window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload(), { once: true })
  window.location.assign(outcome.url)
}

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
    case "rejected":
      return failureProblem(outcome.failure)
  }
}

/** Whether the payment's gateway can't be reached, so that another one should be offered. Nothing was charged. */
export const isGatewayDown = (outcome: PayOutcome): boolean =>
  outcome.kind === "rejected" && outcome.failure.code === GATEWAY_DOWN

/** Returns the message after a gateway couldn't be reached. `other`: the method that is selected instead. */
export const gatewayDownProblem = (other: { name: string } | undefined): Problem => ({
  title: "This payment provider isn't responding",
  advice: other
    ? `Nothing was charged, and your details are saved. We selected “${other.name}” for you.`
    : "Nothing was charged, and your details are saved. Try again in a few minutes.",
})

/** Returns the message for a failure of the shop. An unexpected one shows its request ID, which the advice mentions. */
export const failureProblem = ({ code, message, suggestedAction, requestId }: Failure): Problem => {
  const advice = suggestedAction || "Your details are saved. Try again in a moment."
  const shownId = code === "unexpected_error" && requestId
  return { title: message, advice: shownId ? `${advice} Request ID: ${requestId}` : advice }
}

const declineProblem = (code: string): Problem => {
  const { title, advice } = declineMessage(code)
  return { title, advice }
}
