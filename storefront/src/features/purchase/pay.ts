import type { Failure } from "@/lib/medusa"

import type { GatewayResult, PaymentIntent } from "./gateway"
import { pause, retrying } from "@/lib/retrying"

export type StartedPurchase = {
  id: string
  amount: number
  currency_code: string
  intent: PaymentIntent | null
  /** The gateway's page, for a method that is paid there. */
  paymentPage: string | null
}

export type StartResult = { ok: true; purchase: StartedPurchase } | { ok: false; failure: Failure }

export type CompleteResult =
  | { kind: "order" }
  /** `retry_after_seconds` is null when the shop didn't say: it failed or didn't answer. */
  | { kind: "pending"; retry_after_seconds: number | null }
  /** The bank takes days: no one waits for it. */
  | { kind: "delayed" }
  | { kind: "unpaid"; code: string }
  | { kind: "rejected"; failure: Failure }

export type PayPhase = "idle" | "starting" | "confirming" | "bank" | "completing" | "done"

export type PayOutcome =
  | { kind: "paid"; purchaseId: string }
  /** The bank hasn't responded yet. The confirmation page keeps checking. */
  | { kind: "processing"; purchaseId: string }
  /** Paid on the gateway's page. */
  | { kind: "redirect"; purchaseId: string; url: string }
  /** Paid offline: the purchase page shows the instructions. */
  | { kind: "instructions"; purchaseId: string }
  | { kind: "declined"; code: string; purchaseId: string }
  | { kind: "rejected"; failure: Failure }
  /** The total differs from the one the shopper saw: show it and let them decide. */
  | { kind: "new_total"; purchase: StartedPurchase }
  | { kind: "unreachable" }

/** `Input` is what the gateway confirms the payment with: the card entered on this page, or the gateway's form. */
export type PayDependencies<Input> = {
  start: () => Promise<StartResult>
  confirm: (intent: PaymentIntent, input: Input, purchaseId: string) => Promise<GatewayResult>
  authenticate: (intent: PaymentIntent, outcome: "pass" | "fail", input: Input) => Promise<GatewayResult>
  /** Asks the shopper to confirm the payment with their bank, and resolves with their choice. */
  askBank: () => Promise<"pass" | "fail">
  complete: (purchaseId: string) => Promise<CompleteResult>
  onPhase: (phase: PayPhase) => void
  wait?: (milliseconds: number) => Promise<void>
  now?: () => number
}

/** Longest time to wait for the bank on this page. After that, the confirmation page keeps checking. */
export const MAX_COMPLETE_WAIT_MS = 40_000
/** How long an "unpaid" status is doubted after a connection error, because the payment may still arrive. */
const NETWORK_GRACE_MS = 8_000
const LONGEST_COMPLETE_WAIT_SECONDS = 10

/**
 * Whether the shop didn't answer in time, or is still working on the call that timed out. The purchase's key makes a
 * repeat safe.
 */
const isUnanswered = (result: StartResult): boolean =>
  !result.ok && ["shop_unreachable", "purchase_in_progress"].includes(result.failure.code)

/** A total as shown to the shopper. */
export type Total = Pick<StartedPurchase, "amount" | "currency_code">

/**
 * Runs one payment attempt, from starting the purchase to its order. Every step is safe to repeat: starting has an
 * idempotency key, the gateway confirms an intent at most once, and completing always returns the same order.
 */
export const pay = async <Input>(
  seen: Total,
  input: Input | "redirect" | "instructions" | null,
  dependencies: PayDependencies<Input>
): Promise<PayOutcome> => {
  const { onPhase, wait = pause } = dependencies
  onPhase("starting")
  const started = await retrying(dependencies.start, { wait, failed: isUnanswered }).catch(() => null)
  if (!started) return { kind: "unreachable" }
  if (!started.ok) return { kind: "rejected", failure: started.failure }
  return payStarted(seen, started.purchase, input, dependencies)
}

/**
 * Runs a payment attempt for an existing purchase: a retry after a decline, with another method, or from a link opened
 * later. Nothing is charged if the total differs from the one the shopper saw.
 */
export const payStarted = async <Input>(
  seen: Total,
  purchase: StartedPurchase,
  input: Input | "redirect" | "instructions" | null,
  dependencies: PayDependencies<Input>
): Promise<PayOutcome> => {
  const { onPhase } = dependencies
  if (purchase.amount !== seen.amount || purchase.currency_code !== seen.currency_code)
    return { kind: "new_total", purchase }
  if (input === "instructions") return { kind: "instructions", purchaseId: purchase.id }
  if (input === "redirect" && purchase.paymentPage)
    return { kind: "redirect", purchaseId: purchase.id, url: purchase.paymentPage }
  // Nothing to confirm: the total is zero, or the purchase is already paid.
  if (!purchase.intent || !input || input === "redirect") return complete(purchase.id, dependencies, null)
  onPhase("confirming")
  let result = await dependencies.confirm(purchase.intent, input, purchase.id)
  if (result.status === "requires_action") {
    onPhase("bank")
    const outcome = await dependencies.askBank()
    onPhase("confirming")
    result = await dependencies.authenticate(purchase.intent, outcome, input)
  }
  if (result.status === "failed") {
    // Confirmed earlier, in another tab or by an attempt whose response was lost: the backend knows the outcome.
    if (result.code === "already_paid") return complete(purchase.id, dependencies, null)
    if (result.code === "invalid_transition") return complete(purchase.id, dependencies, "timeout")
    return { kind: "declined", code: result.code, purchaseId: purchase.id }
  }
  return complete(purchase.id, dependencies, result.status === "unknown" ? result.reason : null)
}

/**
 * Asks the backend to complete the purchase until it has an outcome. `uncertainty`: why the gateway's result is
 * unknown.
 */
const complete = async (
  purchaseId: string,
  dependencies: Omit<PayDependencies<never>, "confirm">,
  uncertainty: "timeout" | "network" | null
): Promise<PayOutcome> => {
  const { onPhase, wait = pause, now = Date.now } = dependencies
  onPhase("completing")
  const startedAt = now()
  for (let failures = 0; ;) {
    const result = await retrying(() => dependencies.complete(purchaseId), { wait }).catch(() => null)
    // The card may have been charged, so this is not a decline. The confirmation page keeps checking.
    if (!result) return { kind: "processing", purchaseId }
    if (result.kind === "order") return { kind: "paid", purchaseId }
    if (result.kind === "delayed") return { kind: "processing", purchaseId }
    if (result.kind === "rejected") return { kind: "rejected", failure: result.failure }
    const waited = now() - startedAt
    if (result.kind === "unpaid") {
      const mayStillBePaid = result.code === "not_paid" && uncertainty !== null
      if (!mayStillBePaid) return { kind: "declined", code: result.code, purchaseId }
      if (uncertainty === "network" && waited >= NETWORK_GRACE_MS)
        return { kind: "declined", code: "network_failed", purchaseId }
    }
    if (waited >= MAX_COMPLETE_WAIT_MS) return { kind: "processing", purchaseId }
    const seconds = result.kind === "pending" ? (result.retry_after_seconds ?? 2 ** failures++) : 2
    await wait(Math.min(Math.max(seconds, 1), LONGEST_COMPLETE_WAIT_SECONDS) * 1000)
  }
}
