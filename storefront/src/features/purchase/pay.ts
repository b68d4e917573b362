import type { Failure } from "@/lib/medusa"

import type { GatewayAnswer, PaymentIntent } from "./gateway"
import { pause, retrying } from "@/lib/retrying"

export type Begun = {
  id: string
  amount: number
  currency_code: string
  intent: PaymentIntent | null
}

export type BeginAnswer = { ok: true; purchase: Begun } | { ok: false; refusal: Failure }

export type CompleteAnswer =
  | { kind: "order" }
  | { kind: "pending"; retry_after_seconds: number }
  | { kind: "unpaid"; code: string }
  | { kind: "refused"; refusal: Failure }

export type PayPhase = "idle" | "beginning" | "confirming" | "bank" | "settling" | "done"

export type PayOutcome =
  | { kind: "paid"; purchaseId: string }
  /** The bank has not decided; the confirmation page goes on asking. */
  | { kind: "processing"; purchaseId: string }
  /** Nothing is confirmed online: the purchase's page shows how to pay. */
  | { kind: "instructed"; purchaseId: string }
  | { kind: "declined"; code: string; purchaseId: string }
  | { kind: "refused"; refusal: Failure }
  /** The total is not the one the shopper saw: show the new one and let them decide. */
  | { kind: "new_total"; purchase: Begun }
  | { kind: "unreachable" }

/** `Means` is what the chosen gateway confirms: the card of this page, or the method's own form. */
export type PayDependencies<Means> = {
  begin: () => Promise<BeginAnswer>
  confirm: (intent: PaymentIntent, means: Means, purchaseId: string) => Promise<GatewayAnswer>
  authenticate: (intent: PaymentIntent, outcome: "pass" | "fail", means: Means) => Promise<GatewayAnswer>
  /** Shows the bank's question and resolves with what the shopper chose. */
  askBank: () => Promise<"pass" | "fail">
  complete: (purchaseId: string) => Promise<CompleteAnswer>
  onPhase: (phase: PayPhase) => void
  wait?: (milliseconds: number) => Promise<void>
  now?: () => number
}

/** After this long without a decision the shopper is sent on to the confirmation page, which keeps asking. */
export const SETTLE_PATIENCE_MS = 40_000
/** A connection that broke before the gateway was reached shows as unpaid; after this long we believe it. */
const NETWORK_DOUBT_MS = 8_000

/** What the shopper sees as the total. */
export type Total = Pick<Begun, "amount" | "currency_code">

/**
 * One press of the pay button, from purchase to order. Everything in it may be repeated: the purchase carries an
 * idempotency key, an intent is confirmed at most once at the gateway, completion always gives the same order.
 */
export const pay = async <Means>(
  seen: Total,
  means: Means | "instructions" | null,
  dependencies: PayDependencies<Means>
): Promise<PayOutcome> => {
  const { onPhase, wait = pause } = dependencies
  onPhase("beginning")
  const begun = await retrying(dependencies.begin, { wait }).catch(() => null)
  if (!begun) return { kind: "unreachable" }
  if (!begun.ok) return { kind: "refused", refusal: begun.refusal }
  return payBegun(seen, begun.purchase, means, dependencies)
}

/**
 * The same for a purchase that exists already: another try after a decline, another method, or a link opened later.
 * Nothing is charged while its total is not the one the shopper saw.
 */
export const payBegun = async <Means>(
  seen: Total,
  purchase: Begun,
  means: Means | "instructions" | null,
  dependencies: PayDependencies<Means>
): Promise<PayOutcome> => {
  const { onPhase } = dependencies
  if (purchase.amount !== seen.amount || purchase.currency_code !== seen.currency_code)
    return { kind: "new_total", purchase }
  if (means === "instructions") return { kind: "instructed", purchaseId: purchase.id }
  // Nothing to pay (a total of zero) or paid already: the shop alone decides.
  if (!purchase.intent || !means) return settle(purchase.id, dependencies, null)
  onPhase("confirming")
  let answer = await dependencies.confirm(purchase.intent, means, purchase.id)
  if (answer.status === "requires_action") {
    onPhase("bank")
    const outcome = await dependencies.askBank()
    onPhase("confirming")
    answer = await dependencies.authenticate(purchase.intent, outcome, means)
  }
  if (answer.status === "failed") {
    // Confirmed before, in another tab or by a press whose answer was lost: the shop knows the outcome.
    if (answer.code === "already_paid") return settle(purchase.id, dependencies, null)
    if (answer.code === "invalid_transition") return settle(purchase.id, dependencies, "timeout")
    return { kind: "declined", code: answer.code, purchaseId: purchase.id }
  }
  return settle(purchase.id, dependencies, answer.status === "unknown" ? answer.because : null)
}

const settle = async (
  purchaseId: string,
  { complete, onPhase, wait = pause, now = Date.now }: Omit<PayDependencies<never>, "confirm">,
  doubt: "timeout" | "network" | null
): Promise<PayOutcome> => {
  onPhase("settling")
  const started = now()
  for (;;) {
    const answer = await retrying(() => complete(purchaseId), { wait }).catch(() => null)
    // The money may have moved: never "declined", the confirmation page finds out.
    if (!answer) return { kind: "processing", purchaseId }
    if (answer.kind === "order") return { kind: "paid", purchaseId }
    if (answer.kind === "refused") return { kind: "refused", refusal: answer.refusal }
    const waited = now() - started
    if (answer.kind === "unpaid") {
      const mayStillCome = answer.code === "not_paid" && doubt !== null
      if (!mayStillCome) return { kind: "declined", code: answer.code, purchaseId }
      if (doubt === "network" && waited >= NETWORK_DOUBT_MS)
        return { kind: "declined", code: "network_failed", purchaseId }
    }
    if (waited >= SETTLE_PATIENCE_MS) return { kind: "processing", purchaseId }
    await wait(answer.kind === "pending" ? Math.min(Math.max(answer.retry_after_seconds, 1), 10) * 1000 : 2000)
  }
}
