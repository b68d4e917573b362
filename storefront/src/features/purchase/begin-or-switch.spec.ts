import { type BegunHere, beginOrSwitch } from "./begin-or-switch"
import type { BeginAnswer } from "./pay"

const purchase = (secret: string) => ({
  id: "pur_1",
  amount: 4999,
  currency_code: "inr",
  intent: { id: `pi_${secret}`, client_secret: secret },
})

describe("choosing another gateway", () => {
  const doors = (refuses = false) => {
    const calls: string[] = []
    const refusal = {
      code: "already_paid",
      message: "",
      suggestedAction: "",
      details: {},
      retryable: false,
      requestId: "",
    }
    const answer = (secret: string): Promise<BeginAnswer> =>
      Promise.resolve(refuses ? { ok: false, refusal } : { ok: true, purchase: purchase(secret) })
    return {
      calls,
      begin: (providerId: string | undefined) => {
        calls.push(`begin ${providerId}`)
        return answer(`${providerId}`)
      },
      change: (id: string, providerId: string) => {
        calls.push(`change ${id} ${providerId}`)
        return answer(providerId)
      },
    }
  }
  const begunAt = (providerId: string): BegunHere => ({ print: "facts", providerId, purchase: purchase(providerId) })

  it("begins where nothing was begun, and anew where the facts changed", async () => {
    const shop = doors()
    const first = await beginOrSwitch(null, { print: "facts", providerId: "sandbox" }, shop)
    await beginOrSwitch(first.begun, { print: "other facts", providerId: "stripe" }, shop)
    expect(shop.calls).toEqual(["begin sandbox", "begin stripe"])
  })

  it("keeps the purchase and moves it, there and back again", async () => {
    const shop = doors()
    const moved = await beginOrSwitch(begunAt("sandbox"), { print: "facts", providerId: "stripe" }, shop)
    expect(moved.answer).toMatchObject({ ok: true, purchase: { id: "pur_1", intent: { client_secret: "stripe" } } })
    await beginOrSwitch(moved.begun, { print: "facts", providerId: "sandbox" }, shop)
    expect(shop.calls).toEqual(["change pur_1 stripe", "change pur_1 sandbox"])
  })

  it("asks nobody when the same is paid the same way again", async () => {
    const shop = doors()
    const again = await beginOrSwitch(begunAt("stripe"), { print: "facts", providerId: "stripe" }, shop)
    expect([again.answer, shop.calls]).toEqual([{ ok: true, purchase: purchase("stripe") }, []])
  })

  it("stays where it is when the shop refuses", async () => {
    const known = begunAt("sandbox")
    const refused = await beginOrSwitch(known, { print: "facts", providerId: "stripe" }, doors(true))
    expect([refused.answer.ok, refused.begun]).toEqual([false, known])
  })
})
