import { type CurrentPurchase, startOrSwitch } from "./start-or-switch"
import type { StartResult } from "./pay"

const purchase = (secret: string) => ({
  id: "pur_1",
  amount: 4999,
  currency_code: "inr",
  intent: { id: `pi_${secret}`, client_secret: secret },
  paymentPage: null,
})

describe("starting a purchase or switching its payment provider", () => {
  const fakeActions = (fails = false) => {
    const calls: string[] = []
    const failure = {
      code: "already_paid",
      message: "",
      suggestedAction: "",
      details: {},
      retryable: false,
      requestId: "",
    }
    const result = (secret: string): Promise<StartResult> =>
      Promise.resolve(fails ? { ok: false, failure } : { ok: true, purchase: purchase(secret) })
    return {
      calls,
      start: (providerId: string | undefined) => {
        calls.push(`start ${providerId}`)
        return result(`${providerId}`)
      },
      changeProvider: (id: string, providerId: string) => {
        calls.push(`change ${id} ${providerId}`)
        return result(providerId)
      },
    }
  }
  const startedWith = (providerId: string): CurrentPurchase => ({
    fingerprint: "details",
    providerId,
    purchase: purchase(providerId),
  })

  it("a purchase is started when there is none yet or its details changed", async () => {
    const actions = fakeActions()
    const first = await startOrSwitch(null, { fingerprint: "details", providerId: "sandbox" }, actions)
    await startOrSwitch(first.current, { fingerprint: "other details", providerId: "stripe" }, actions)
    expect(actions.calls).toEqual(["start sandbox", "start stripe"])
  })

  it("choosing another payment provider keeps the purchase and can be undone", async () => {
    const actions = fakeActions()
    const switched = await startOrSwitch(
      startedWith("sandbox"),
      { fingerprint: "details", providerId: "stripe" },
      actions
    )
    expect(switched.result).toMatchObject({ ok: true, purchase: { id: "pur_1", intent: { client_secret: "stripe" } } })
    await startOrSwitch(switched.current, { fingerprint: "details", providerId: "sandbox" }, actions)
    expect(actions.calls).toEqual(["change pur_1 stripe", "change pur_1 sandbox"])
  })

  it("paying again with the same provider calls no action", async () => {
    const actions = fakeActions()
    const again = await startOrSwitch(startedWith("stripe"), { fingerprint: "details", providerId: "stripe" }, actions)
    expect([again.result, actions.calls]).toEqual([{ ok: true, purchase: purchase("stripe") }, []])
  })

  it("the purchase keeps its payment provider when switching fails", async () => {
    const current = startedWith("sandbox")
    const failed = await startOrSwitch(current, { fingerprint: "details", providerId: "stripe" }, fakeActions(true))
    expect([failed.result.ok, failed.current]).toEqual([false, current])
  })
})
