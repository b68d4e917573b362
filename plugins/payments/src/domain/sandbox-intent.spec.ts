import fc from "fast-check"

import { SANDBOX_CARD_NUMBERS, outcomeOf } from "./sandbox-cards"
import {
  decide,
  INTENT_STATUSES,
  INTENT_TRANSITIONS,
  type IntentCommand,
  type IntentState,
  type IntentStatus,
  mayMove,
} from "./sandbox-intent"

const fresh = (amount: bigint): IntentState => ({
  status: "requires_payment_method",
  amount,
  captured: 0n,
  refunded: 0n,
  disputed: false,
  last_error: null,
  card_last4: null,
  card_brand: null,
})

const amount = fc.bigInt({ min: 1n, max: 1_000_000n })
const part = fc.option(fc.bigInt({ min: -10n, max: 1_500_000n }), { nil: undefined })
const withAmount = <K extends "capture" | "refund">(kind: K) =>
  part.map((value) => (value === undefined ? { kind } : { kind, amount: value }))

const command: fc.Arbitrary<IntentCommand> = fc.oneof(
  fc
    .constantFrom(...SANDBOX_CARD_NUMBERS)
    .map((number) => ({ kind: "charge" as const, outcome: outcomeOf(number), last4: number.slice(-4), brand: "visa" })),
  fc.boolean().map((passed) => ({ kind: "authenticate" as const, passed })),
  withAmount("capture"),
  withAmount("refund"),
  fc.constant({ kind: "cancel" as const }),
  fc.constant({ kind: "dispute" as const }),
  amount.map((value) => ({ kind: "reprice" as const, amount: value }))
)

const after = (state: IntentState, next: IntentCommand): IntentState => {
  const decision = decide(state, next)
  return decision.kind === "moved" ? (decision.steps.at(-1)?.state ?? state) : state
}

const charge = (number: string): IntentCommand => ({
  kind: "charge",
  outcome: outcomeOf(number),
  last4: number.slice(-4),
  brand: "visa",
})
const paid = after(fresh(1000n), charge("4242424242424242"))

describe("a payment at the sandbox gateway", () => {
  it("can reach every state and leave every one that is not final", () => {
    const reached = new Set<IntentStatus>(["requires_payment_method"])
    for (let size = 0; size !== reached.size;) {
      size = reached.size
      for (const status of [...reached]) for (const next of INTENT_TRANSITIONS[status]) reached.add(next)
    }
    expect([...reached].sort()).toEqual([...INTENT_STATUSES].sort())
    const final = INTENT_STATUSES.filter((status) => INTENT_TRANSITIONS[status].length === 0)
    expect(final).toEqual(["captured", "canceled"])
  })

  it("never captures more than authorized, and never refunds more than captured, for any sequence of commands", () => {
    fc.assert(
      fc.property(amount, fc.array(command, { maxLength: 30 }), (start, commands) => {
        let state = fresh(start)
        for (const next of commands) {
          const decision = decide(state, next)
          if (decision.kind !== "moved") continue
          for (const step of decision.steps) {
            if (step.state.status !== state.status) expect(mayMove(state.status, step.state.status)).toBe(true)
            expect(step.state.captured <= step.state.amount).toBe(true)
            expect(step.state.refunded >= 0n && step.state.refunded <= step.state.captured).toBe(true)
            if (state.status === "authorized" || state.status === "captured")
              expect(step.state.amount).toBe(state.amount)
            if (step.state.captured > 0n) expect(step.state.status).toBe("captured")
            state = step.state
          }
        }
      }),
      { numRuns: 500 }
    )
  })

  it("is charged once however often the shopper confirms", () => {
    expect(paid.status).toBe("authorized")
    expect(decide(paid, charge("4242424242424242"))).toEqual({ kind: "unchanged" })
    expect(decide(paid, charge("4000000000000002"))).toEqual({ kind: "unchanged" })
  })

  it("accepts another card after a decline", () => {
    const declined = after(fresh(1000n), charge("4000000000009995"))
    expect(declined).toMatchObject({ status: "failed", last_error: "insufficient_funds", card_last4: "9995" })
    expect(after(declined, charge("4242424242424242"))).toMatchObject({ status: "authorized", last_error: null })
  })

  it("requires the bank's verification and authorizes only when it is passed", () => {
    const asked = after(fresh(1000n), charge("4000002500003155"))
    expect(asked.status).toBe("requires_action")
    expect(after(asked, { kind: "authenticate", passed: false })).toMatchObject({
      status: "failed",
      last_error: "authentication_failed",
    })
    expect(after(asked, { kind: "authenticate", passed: true }).status).toBe("authorized")
    expect(decide(fresh(1000n), { kind: "authenticate", passed: true }).kind).toBe("refused")
  })

  it("reports a dispute after the payment it is about", () => {
    const decision = decide(fresh(1000n), charge("4000000000000259"))
    expect(decision.kind === "moved" && decision.steps.map((step) => step.event)).toEqual([
      "payment_intent.authorized",
      "payment_intent.disputed",
    ])
  })

  it("is captured once, and a repeated capture changes nothing", () => {
    const captured = after(paid, { kind: "capture" })
    expect(captured).toMatchObject({ status: "captured", captured: 1000n })
    expect(decide(captured, { kind: "capture" })).toEqual({ kind: "unchanged" })
    expect(decide(captured, { kind: "capture", amount: 999n }).kind).toBe("refused")
    expect(decide(captured, { kind: "cancel" }).kind).toBe("refused")
    expect(decide(paid, { kind: "capture", amount: 1001n })).toEqual({ kind: "refused", code: "amount_not_available" })
  })

  it("keeps its amount once it is authorized", () => {
    expect(decide(paid, { kind: "reprice", amount: 2000n }).kind).toBe("refused")
    expect(after(fresh(1000n), { kind: "reprice", amount: 2000n }).amount).toBe(2000n)
  })

  it("declines a number that is no test card", () => {
    expect(outcomeOf("5555555555554444")).toEqual({ kind: "decline", code: "card_declined" })
  })
})
