import {
  type StartedPurchase,
  type StartResult,
  type CompleteResult,
  pay,
  payStarted,
  type PayDependencies,
  type PayPhase,
} from "./pay"
import type { GatewayResult } from "./gateway"

const CARD = { number: "4242424242424242", exp_month: 8, exp_year: 2029, cvc: "123" }
const SEEN = { amount: 4999, currency_code: "inr" }
const PURCHASE: StartedPurchase = {
  id: "pur_1",
  amount: 4999,
  currency_code: "inr",
  intent: { id: "pi_1", client_secret: "secret" },
  paymentPage: null,
}
const FAILURE = {
  code: "invalid_input",
  message: "Invalid input.",
  suggestedAction: "",
  details: {},
  retryable: false,
  requestId: "req_1",
}

type Script = {
  start?: (StartResult | Error)[]
  confirm?: GatewayResult[]
  authenticate?: GatewayResult[]
  bank?: "pass" | "fail"
  complete?: (CompleteResult | Error)[]
}

/** Dependencies that return the scripted results in order; the last one repeats. Time only passes while waiting. */
const scripted = (script: Script) => {
  const calls: string[] = []
  let time = 0
  const waits: number[] = []
  const next = <T>(name: string, results: (T | Error)[]): Promise<T> => {
    calls.push(name)
    const result = results.length > 1 ? results.shift() : results[0]
    if (result === undefined) throw new Error(`Unexpected call: ${name}`)
    return result instanceof Error ? Promise.reject(result) : Promise.resolve(result)
  }
  const phases: PayPhase[] = []
  const dependencies: PayDependencies<typeof CARD> = {
    start: () => next("start", script.start ?? [{ ok: true, purchase: PURCHASE }]),
    confirm: () => next("confirm", script.confirm ?? [{ status: "succeeded" }]),
    authenticate: (_intent, outcome) =>
      next(`authenticate ${outcome}`, script.authenticate ?? [{ status: "succeeded" }]),
    askBank: () => Promise.resolve(script.bank ?? "pass"),
    complete: () => next("complete", script.complete ?? [{ kind: "order" }]),
    onPhase: (phase) => phases.push(phase),
    wait: (milliseconds) => {
      time += milliseconds
      waits.push(milliseconds)
      return Promise.resolve()
    },
    now: () => time,
  }
  return { dependencies, calls, phases, waits, elapsed: () => time }
}

describe("a payment attempt", () => {
  it("a successful payment attempt ends with an order and reports each phase", async () => {
    const shop = scripted({})
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({ kind: "paid", purchaseId: "pur_1" })
    expect(shop.calls).toEqual(["start", "confirm", "complete"])
    expect(shop.phases).toEqual(["starting", "confirming", "completing"])
  })

  it("an offline payment method ends with its instructions and completes nothing", async () => {
    const shop = scripted({ start: [{ ok: true, purchase: { ...PURCHASE, intent: null } }] })
    expect(await pay(SEEN, "instructions", shop.dependencies)).toEqual({ kind: "instructions", purchaseId: "pur_1" })
    expect(shop.calls).toEqual(["start"])
  })

  it("a method with its own page ends there, and completes nothing before the shopper is back", async () => {
    const paymentPage = "https://gateway.example/pay/1"
    const shop = scripted({ start: [{ ok: true, purchase: { ...PURCHASE, intent: null, paymentPage } }] })
    const outcome = await pay(SEEN, "redirect", shop.dependencies)
    expect(outcome).toEqual({ kind: "redirect", purchaseId: "pur_1", url: paymentPage })
    expect(shop.calls).toEqual(["start"])
  })

  it("a method with its own page completes a purchase that is paid already", async () => {
    const shop = scripted({ start: [{ ok: true, purchase: { ...PURCHASE, intent: null } }] })
    expect(await pay(SEEN, "redirect", shop.dependencies)).toEqual({ kind: "paid", purchaseId: "pur_1" })
  })

  it("a changed total is shown for offline payment methods too", async () => {
    const shop = scripted({ start: [{ ok: true, purchase: { ...PURCHASE, amount: 5999, intent: null } }] })
    expect(await pay(SEEN, "instructions", shop.dependencies)).toMatchObject({ kind: "new_total" })
  })

  it("a declined payment completes nothing", async () => {
    const shop = scripted({ confirm: [{ status: "failed", code: "insufficient_funds" }] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({
      kind: "declined",
      code: "insufficient_funds",
      purchaseId: "pur_1",
    })
    expect(shop.calls).not.toContain("complete")
  })

  it("a payment that requires authentication follows the shopper's answer to the bank", async () => {
    const passed = scripted({ confirm: [{ status: "requires_action" }] })
    expect(await pay(SEEN, CARD, passed.dependencies)).toMatchObject({ kind: "paid" })
    expect(passed.calls).toEqual(["start", "confirm", "authenticate pass", "complete"])

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

  it("a late response from the bank is never reported as a decline", async () => {
    const late = scripted({
      confirm: [{ status: "unknown", reason: "timeout" }],
      complete: [
        { kind: "unpaid", code: "not_paid" },
        { kind: "pending", retry_after_seconds: 2 },
        { kind: "unpaid", code: "not_paid" },
        { kind: "order" },
      ],
    })
    expect(await pay(SEEN, CARD, late.dependencies)).toMatchObject({ kind: "paid" })

    const never = scripted({
      confirm: [{ status: "unknown", reason: "timeout" }],
      complete: [{ kind: "pending", retry_after_seconds: 3 }],
    })
    expect(await pay(SEEN, CARD, never.dependencies)).toEqual({ kind: "processing", purchaseId: "pur_1" })
    expect(never.elapsed()).toBeLessThan(60_000)
  })

  it("a bank that takes days is not waited for", async () => {
    const debit = scripted({ confirm: [{ status: "unknown", reason: "timeout" }], complete: [{ kind: "delayed" }] })
    expect(await pay(SEEN, CARD, debit.dependencies)).toEqual({ kind: "processing", purchaseId: "pur_1" })
    expect(debit.waits).toEqual([])
  })

  it("a connection error is reported once the purchase stays unpaid for several seconds", async () => {
    const shop = scripted({
      confirm: [{ status: "unknown", reason: "network" }],
      complete: [{ kind: "unpaid", code: "not_paid" }],
    })
    expect(await pay(SEEN, CARD, shop.dependencies)).toMatchObject({ kind: "declined", code: "network_failed" })
    expect(shop.calls.filter((call) => call === "confirm")).toHaveLength(1)
  })

  it("starting a purchase is retried with backoff, at most three times in all", async () => {
    const twice = scripted({ start: [new Error("offline"), new Error("offline"), { ok: true, purchase: PURCHASE }] })
    expect(await pay(SEEN, CARD, twice.dependencies)).toMatchObject({ kind: "paid" })
    expect(twice.elapsed()).toBe(1500)

    const off = scripted({ start: [new Error("offline")] })
    expect(await pay(SEEN, CARD, off.dependencies)).toEqual({ kind: "unreachable" })
    expect(off.calls).toEqual(["start", "start", "start"])
  })

  it("starting a purchase whose call timed out is repeated after 0.5 and 1 second, and then reported [P35 R11.3]", async () => {
    const timedOut: StartResult = { ok: false, failure: { ...FAILURE, code: "shop_unreachable", retryable: true } }
    const late = scripted({ start: [timedOut, timedOut, { ok: true, purchase: PURCHASE }] })
    expect(await pay(SEEN, CARD, late.dependencies)).toMatchObject({ kind: "paid" })
    expect(late.calls).toEqual(["start", "start", "start", "confirm", "complete"])
    expect(late.waits).toEqual([500, 1000])

    const working: StartResult = { ok: false, failure: { ...FAILURE, code: "purchase_in_progress", retryable: true } }
    const slow = scripted({ start: [timedOut, working, { ok: true, purchase: PURCHASE }] })
    expect(await pay(SEEN, CARD, slow.dependencies)).toMatchObject({ kind: "paid" })

    const never = scripted({ start: [timedOut] })
    expect(await pay(SEEN, CARD, never.dependencies)).toMatchObject({ kind: "rejected", failure: timedOut.failure })
    expect(never.calls).toEqual(["start", "start", "start"])
  })

  it("completing a purchase that gets no answer is repeated with doubled waits for a limited time [P35 R11.3]", async () => {
    const shop = scripted({ complete: [{ kind: "pending", retry_after_seconds: null }] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({ kind: "processing", purchaseId: "pur_1" })
    expect(shop.waits.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 10_000])
    expect(Math.max(...shop.waits)).toBe(10_000)
    expect(shop.elapsed()).toBeLessThan(60_000)
    expect(shop.calls.filter((call) => call === "confirm")).toHaveLength(1)
  })

  it("a payment is not reported as declined when the backend becomes unreachable after the bank approved it", async () => {
    const shop = scripted({ complete: [new Error("offline")] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({ kind: "processing", purchaseId: "pur_1" })
  })

  it("nothing is charged when the total differs from the one the shopper saw", async () => {
    const shop = scripted({ start: [{ ok: true, purchase: { ...PURCHASE, amount: 5999 } }] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toMatchObject({ kind: "new_total" })
    expect(shop.calls).toEqual(["start"])
  })

  it("nothing is charged when switching the payment method changed the total", async () => {
    const shop = scripted({})
    const changed = { ...PURCHASE, amount: 5999 }
    expect(await payStarted(SEEN, changed, CARD, shop.dependencies)).toEqual({ kind: "new_total", purchase: changed })
    expect(shop.calls).toEqual([])
    expect(await payStarted(changed, changed, CARD, shop.dependencies)).toMatchObject({ kind: "paid" })
  })

  it("a purchase the backend rejects is not confirmed at the gateway", async () => {
    const shop = scripted({ start: [{ ok: false, failure: FAILURE }] })
    expect(await pay(SEEN, CARD, shop.dependencies)).toEqual({ kind: "rejected", failure: FAILURE })
    expect(shop.calls).toEqual(["start"])
  })

  it("a purchase that is free or already paid completes without confirming a card", async () => {
    const free = scripted({ start: [{ ok: true, purchase: { ...PURCHASE, intent: null } }] })
    expect(await pay(SEEN, CARD, free.dependencies)).toMatchObject({ kind: "paid" })
    expect(free.calls).toEqual(["start", "complete"])

    const again = scripted({ confirm: [{ status: "failed", code: "already_paid" }] })
    expect(await pay(SEEN, CARD, again.dependencies)).toMatchObject({ kind: "paid" })
  })
})
