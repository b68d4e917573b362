import {
  type Begun,
  type BeginAnswer,
  type CompleteAnswer,
  pay,
  payBegun,
  type PayDependencies,
  type PayPhase,
} from "./pay"
import type { GatewayAnswer } from "./gateway"

const CARD = { number: "4242424242424242", exp_month: 8, exp_year: 2029, cvc: "123" }
const SEEN = { amount: 4999, currency_code: "inr" }
const PURCHASE: Begun = {
  id: "pur_1",
  amount: 4999,
  currency_code: "inr",
  intent: { id: "pi_1", client_secret: "secret" },
}
const REFUSAL = {
  code: "invalid_input",
  message: "No.",
  suggestedAction: "",
  details: {},
  retryable: false,
  requestId: "req_1",
}

type Script = {
  begin?: (BeginAnswer | Error)[]
  confirm?: GatewayAnswer[]
  authenticate?: GatewayAnswer[]
  bank?: "pass" | "fail"
  complete?: (CompleteAnswer | Error)[]
}

/** A gateway and a shop that answer as written down; the last answer repeats. Time passes only while waiting. */
const scripted = (script: Script) => {
  const calls: string[] = []
  let time = 0
  const next = <T>(name: string, answers: (T | Error)[]): Promise<T> => {
    calls.push(name)
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer === undefined) throw new Error(`${name} was not expected`)
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const phases: PayPhase[] = []
  const dependencies: PayDependencies<typeof CARD> = {
    begin: () => next("begin", script.begin ?? [{ ok: true, purchase: PURCHASE }]),
    confirm: () => next("confirm", script.confirm ?? [{ status: "succeeded" }]),
    authenticate: (_intent, outcome) =>
      next(`authenticate ${outcome}`, script.authenticate ?? [{ status: "succeeded" }]),
    askBank: () => Promise.resolve(script.bank ?? "pass"),
    complete: () => next("complete", script.complete ?? [{ kind: "order" }]),
    onPhase: (phase) => phases.push(phase),
    wait: (milliseconds) => {
      time += milliseconds
      return Promise.resolve()
    },
    now: () => time,
  }
  return { dependencies, calls, phases, elapsed: () => time }
}

describe("one press of the pay button", () => {
  it("goes from purchase to order and says where it is", async () => {
    const shop = scripted({})
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({ kind: "paid", purchaseId: "pur_1" })
    expect(shop.calls).toEqual(["begin", "confirm", "complete"])
    expect(shop.phases).toEqual(["beginning", "confirming", "settling"])
  })

  it("ends at the instructions of a method that confirms nothing online, without asking the shop to complete", async () => {
    const shop = scripted({ begin: [{ ok: true, purchase: { ...PURCHASE, intent: null } }] })
    expect(await pay(SEEN, "instructions", shop.dependencies)).toEqual({ kind: "instructed", purchaseId: "pur_1" })
    expect(shop.calls).toEqual(["begin"])
  })

  it("shows a new total also where the method is paid by instructions", async () => {
    const shop = scripted({ begin: [{ ok: true, purchase: { ...PURCHASE, amount: 5999, intent: null } }] })
    expect(await pay(SEEN, "instructions", shop.dependencies)).toMatchObject({ kind: "new_total" })
  })

  it("stops at a decline without asking the shop to complete anything", async () => {
    const shop = scripted({ confirm: [{ status: "failed", code: "insufficient_funds" }] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({
      kind: "declined",
      code: "insufficient_funds",
      purchaseId: "pur_1",
    })
    expect(shop.calls).not.toContain("complete")
  })

  it("takes the shopper through the bank's question, whichever way they answer it", async () => {
    const passed = scripted({ confirm: [{ status: "requires_action" }] })
    expect(await pay(SEEN, CARD, passed.dependencies)).toMatchObject({ kind: "paid" })
    expect(passed.calls).toEqual(["begin", "confirm", "authenticate pass", "complete"])

    const failed = scripted({
      confirm: [{ status: "requires_action" }],
      bank: "fail",
      authenticate: [{ status: "failed", code: "authentication_failed" }],
    })
    expect(await pay(SEEN, CARD, failed.dependencies)).toMatchObject({
      kind: "declined",
      code: "authentication_failed",
    })
  })

  it("waits for a bank that answers late and never calls that a decline", async () => {
    const late = scripted({
      confirm: [{ status: "unknown", because: "timeout" }],
      complete: [
        { kind: "unpaid", code: "not_paid" },
        { kind: "pending", retry_after_seconds: 2 },
        { kind: "unpaid", code: "not_paid" },
        { kind: "order" },
      ],
    })
    expect(await pay(SEEN, CARD, late.dependencies)).toMatchObject({ kind: "paid" })

    const never = scripted({
      confirm: [{ status: "unknown", because: "timeout" }],
      complete: [{ kind: "pending", retry_after_seconds: 3 }],
    })
    expect(await pay(SEEN, CARD, never.dependencies)).toEqual({ kind: "processing", purchaseId: "pur_1" })
    expect(never.elapsed()).toBeLessThan(60_000)
  })

  it("believes, after some seconds, that a connection broke before the bank was reached", async () => {
    const shop = scripted({
      confirm: [{ status: "unknown", because: "network" }],
      complete: [{ kind: "unpaid", code: "not_paid" }],
    })
    expect(await pay(SEEN, CARD, shop.dependencies)).toMatchObject({ kind: "declined", code: "network_failed" })
    expect(shop.calls.filter((call) => call === "confirm")).toHaveLength(1)
  })

  it("begins again by itself when our own connection breaks, with growing pauses, three times at most", async () => {
    const twice = scripted({ begin: [new Error("offline"), new Error("offline"), { ok: true, purchase: PURCHASE }] })
    expect(await pay(SEEN, CARD, twice.dependencies)).toMatchObject({ kind: "paid" })
    expect(twice.elapsed()).toBe(1500)

    const off = scripted({ begin: [new Error("offline")] })
    expect(await pay(SEEN, CARD, off.dependencies)).toEqual({ kind: "unreachable" })
    expect(off.calls).toEqual(["begin", "begin", "begin"])
  })

  it("does not say 'declined' when the shop falls silent after the bank said yes", async () => {
    const shop = scripted({ complete: [new Error("offline")] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({ kind: "processing", purchaseId: "pur_1" })
  })

  it("charges nothing when the total is not the one the shopper saw", async () => {
    const shop = scripted({ begin: [{ ok: true, purchase: { ...PURCHASE, amount: 5999 } }] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toMatchObject({ kind: "new_total" })
    expect(shop.calls).toEqual(["begin"])
  })

  it("charges nothing when another method brought another total to a purchase that had begun", async () => {
    const shop = scripted({})
    const moved = { ...PURCHASE, amount: 5999 }
    expect(await payBegun(SEEN, moved, CARD, shop.dependencies)).toEqual({ kind: "new_total", purchase: moved })
    expect(shop.calls).toEqual([])
    expect(await payBegun(moved, moved, CARD, shop.dependencies)).toMatchObject({ kind: "paid" })
  })

  it("hands on what the shop refused, and asks no bank", async () => {
    const shop = scripted({ begin: [{ ok: false, refusal: REFUSAL }] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({ kind: "refused", refusal: REFUSAL })
    expect(shop.calls).toEqual(["begin"])
  })

  it("asks for no card where nothing is to be paid, or all is paid already", async () => {
    const free = scripted({ begin: [{ ok: true, purchase: { ...PURCHASE, intent: null } }] })
    expect(await pay(SEEN, CARD, free.dependencies)).toMatchObject({ kind: "paid" })
    expect(free.calls).toEqual(["begin", "complete"])

    const again = scripted({ confirm: [{ status: "failed", code: "already_paid" }] })
    expect(await pay(SEEN, CARD, again.dependencies)).toMatchObject({ kind: "paid" })
  })
})
