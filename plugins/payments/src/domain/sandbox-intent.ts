import type { PaymentErrorCode } from "../contracts/errors"
import type { CardOutcome } from "./sandbox-cards"

/** The life of a payment at the sandbox gateway. The shopper sees `authorized` as "succeeded". */
export const INTENT_TRANSITIONS = {
  requires_payment_method: ["requires_action", "authorized", "failed", "canceled"],
  requires_action: ["requires_action", "authorized", "failed", "canceled"],
  failed: ["requires_action", "authorized", "failed", "canceled"],
  authorized: ["captured", "canceled"],
  captured: [],
  canceled: [],
} as const satisfies Record<string, readonly string[]>

export type IntentStatus = keyof typeof INTENT_TRANSITIONS
export const INTENT_STATUSES = [
  "requires_payment_method",
  "requires_action",
  "failed",
  "authorized",
  "captured",
  "canceled",
] as const satisfies readonly IntentStatus[]

export const mayMove = (from: IntentStatus, to: IntentStatus): boolean =>
  INTENT_TRANSITIONS[from].some((status) => status === to)

/** Why a payment failed. */
export const DECLINE_CODES = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "authentication_failed",
] as const satisfies readonly PaymentErrorCode[]
export type DeclineCode = (typeof DECLINE_CODES)[number]

/** The part of a payment that commands read and change. Amounts in minor units. */
export type IntentState = {
  readonly status: IntentStatus
  readonly amount: bigint
  readonly captured: bigint
  readonly refunded: bigint
  readonly disputed: boolean
  readonly last_error: DeclineCode | null
  readonly card_last4: string | null
  readonly card_brand: string | null
}

export type IntentCommand =
  | { readonly kind: "charge"; readonly outcome: CardOutcome; readonly last4: string; readonly brand: string }
  | { readonly kind: "authenticate"; readonly passed: boolean }
  | { readonly kind: "capture"; readonly amount?: bigint }
  | { readonly kind: "cancel" }
  | { readonly kind: "refund"; readonly amount?: bigint }
  | { readonly kind: "dispute" }
  | { readonly kind: "reprice"; readonly amount: bigint }

export const SANDBOX_EVENT_TYPES = [
  "payment_intent.requires_action",
  "payment_intent.authorized",
  "payment_intent.failed",
  "payment_intent.captured",
  "payment_intent.canceled",
  "payment_intent.refunded",
  "payment_intent.disputed",
] as const
export type SandboxEventType = (typeof SANDBOX_EVENT_TYPES)[number]

/** A sequence of states; most commands make one step, a card that is disputed later makes two. */
export type IntentStep = { readonly event: SandboxEventType | null; readonly state: IntentState }

export type IntentDecision =
  | { readonly kind: "moved"; readonly steps: readonly IntentStep[]; readonly refund?: bigint }
  | { readonly kind: "unchanged" }
  | { readonly kind: "refused"; readonly code: "invalid_transition" | "amount_not_available" }

const REFUSED: IntentDecision = { kind: "refused", code: "invalid_transition" }
const TOO_MUCH: IntentDecision = { kind: "refused", code: "amount_not_available" }
const UNCHANGED: IntentDecision = { kind: "unchanged" }

const move = (
  state: IntentState,
  to: IntentStatus,
  event: SandboxEventType,
  change: Partial<IntentState> = {}
): IntentDecision =>
  mayMove(state.status, to)
    ? { kind: "moved", steps: [{ event, state: { ...state, ...change, status: to } }] }
    : REFUSED

const charge = (state: IntentState, command: Extract<IntentCommand, { kind: "charge" }>): IntentDecision => {
  // A second click or tab: the money is authorized once, and the response is the same.
  if (state.status === "authorized" || state.status === "captured") return UNCHANGED
  const card = { card_last4: command.last4, card_brand: command.brand }
  const { outcome } = command
  if (outcome.kind === "decline")
    return move(state, "failed", "payment_intent.failed", { ...card, last_error: outcome.code })
  if (outcome.kind === "authenticate")
    return move(state, "requires_action", "payment_intent.requires_action", { ...card, last_error: null })
  const paid = move(state, "authorized", "payment_intent.authorized", { ...card, last_error: null })
  if (paid.kind !== "moved" || !outcome.disputed) return paid
  const [step] = paid.steps
  if (!step) return paid
  return { ...paid, steps: [step, { event: "payment_intent.disputed", state: { ...step.state, disputed: true } }] }
}

const authenticate = (state: IntentState, passed: boolean): IntentDecision => {
  if (passed && (state.status === "authorized" || state.status === "captured")) return UNCHANGED
  if (state.status !== "requires_action") return REFUSED
  return passed
    ? move(state, "authorized", "payment_intent.authorized", { last_error: null })
    : move(state, "failed", "payment_intent.failed", { last_error: "authentication_failed" })
}

const capture = (state: IntentState, amount: bigint | undefined): IntentDecision => {
  // Already captured: a repeated call captures nothing.
  if (state.status === "captured") return amount === undefined || amount === state.captured ? UNCHANGED : REFUSED
  const taken = amount ?? state.amount
  if (state.status === "authorized" && (taken <= 0n || taken > state.amount)) return TOO_MUCH
  return move(state, "captured", "payment_intent.captured", { captured: taken })
}

const refund = (state: IntentState, amount: bigint | undefined): IntentDecision => {
  if (state.status !== "captured") return REFUSED
  const left = state.captured - state.refunded
  const given = amount ?? left
  if (given <= 0n || given > left) return TOO_MUCH
  const next = { ...state, refunded: state.refunded + given }
  return { kind: "moved", steps: [{ event: "payment_intent.refunded", state: next }], refund: given }
}

/** The effect of a command on a payment. Pure: `writeSteps` writes it if the row has not changed. */
export const decide = (state: IntentState, command: IntentCommand): IntentDecision => {
  switch (command.kind) {
    case "charge":
      return charge(state, command)
    case "authenticate":
      return authenticate(state, command.passed)
    case "capture":
      return capture(state, command.amount)
    case "cancel":
      return state.status === "canceled" ? UNCHANGED : move(state, "canceled", "payment_intent.canceled")
    case "refund":
      return refund(state, command.amount)
    case "dispute":
      if (state.status !== "authorized" && state.status !== "captured") return REFUSED
      return state.disputed
        ? UNCHANGED
        : { kind: "moved", steps: [{ event: "payment_intent.disputed", state: { ...state, disputed: true } }] }
    case "reprice":
      if (state.amount === command.amount) return UNCHANGED
      // An authorized amount cannot be changed.
      return mayMove(state.status, "authorized") && command.amount >= 0n
        ? { kind: "moved", steps: [{ event: null, state: { ...state, amount: command.amount } }] }
        : REFUSED
  }
}
