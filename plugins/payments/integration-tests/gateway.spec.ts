import { randomUUID } from "node:crypto"

import { brandOf, outcomeOf } from "../src/domain/sandbox-cards"
import { openPayments, type Payments, someIntent } from "./with-payments"

const charge = (number = "4242424242424242") =>
  ({ kind: "charge", outcome: outcomeOf(number), last4: number.slice(-4), brand: brandOf(number) }) as const
const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === "rejected" ? [(result.reason as { code?: string }).code] : []))
const twenty = <T>(job: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: 20 }, (_, i) => job(i)))

jest.setTimeout(120_000)

describe("the sandbox gateway", () => {
  let payments: Payments
  beforeAll(async () => {
    payments = await openPayments()
  }, 240_000)
  afterAll(() => payments.close())

  const paid = async () => {
    const intent = await payments.gateway.create(someIntent())
    return payments.gateway.run(intent.id, charge(), intent.client_secret)
  }
  const taken = async () => payments.gateway.run((await paid()).id, { kind: "capture" })
  const eventTypes = async (id: string) => (await payments.events.list(id)).map((event) => event.type)
  const workOf = (id: string) =>
    payments
      .knex("work_item")
      .where("kind", "payments.deliver-sandbox-event")
      .whereRaw("payload::text LIKE ?", `%${id}%`)

  it("starts one payment for one session, even with twenty calls at once", async () => {
    const wish = someIntent()
    const results = await twenty(() => payments.gateway.create(wish))
    expect(codes(results)).toEqual([])
    const ids = results.map((result) => (result.status === "fulfilled" ? result.value.id : ""))
    expect(new Set(ids).size).toBe(1)
    await expect(payments.gateway.create({ ...wish, amount: 1n })).rejects.toMatchObject({
      code: "idempotency_key_reused",
    })
  })

  it("authorizes once when twenty tabs confirm at once", async () => {
    const intent = await payments.gateway.create(someIntent())
    const results = await twenty(() => payments.gateway.run(intent.id, charge(), intent.client_secret))
    expect(codes(results)).toEqual([])
    expect(await eventTypes(intent.id)).toEqual(["payment_intent.authorized"])
  })

  it("returns the same error for a wrong secret as for an unknown payment", async () => {
    const intent = await payments.gateway.create(someIntent())
    await expect(payments.gateway.run(intent.id, charge(), "wrong")).rejects.toMatchObject({ code: "not_found" })
    await expect(payments.gateway.run("sbxpi_nobody", charge(), "wrong")).rejects.toMatchObject({ code: "not_found" })
    expect(await eventTypes(intent.id)).toEqual([])
  })

  it("captures once under twenty parallel calls, and never more than authorized", async () => {
    const { id } = await paid()
    const results = await twenty(() => payments.gateway.run(id, { kind: "capture" }))
    expect(codes(results)).toEqual([])
    expect(await payments.gateway.get(id)).toMatchObject({ status: "captured", captured: 100_000n })
    expect(await eventTypes(id)).toEqual(["payment_intent.authorized", "payment_intent.captured"])
    const other = await paid()
    await expect(payments.gateway.run(other.id, { kind: "capture", amount: 100_001n })).rejects.toMatchObject({
      code: "amount_not_available",
    })
  })

  it("lets either a capture or a release win, never both", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await paid()
      await twenty((index) => payments.gateway.run(id, { kind: index % 2 ? "capture" : "cancel" }))
      const { status, captured } = await payments.gateway.get(id)
      expect([
        ["captured", 100_000n],
        ["canceled", 0n],
      ]).toContainEqual([status, captured])
      expect(await eventTypes(id)).toEqual(["payment_intent.authorized", `payment_intent.${status}`])
    }
  })

  it("refunds once per key, in any number of calls", async () => {
    const { id } = await taken()
    const key = randomUUID()
    const results = await twenty(() => payments.gateway.refund(id, 30_000n, key))
    expect(codes(results)).toEqual([])
    expect(new Set(results.map((result) => (result.status === "fulfilled" ? result.value.refund.id : ""))).size).toBe(1)
    expect((await payments.gateway.get(id)).refunded).toBe(30_000n)
    await expect(payments.gateway.refund(id, 1n, key)).rejects.toMatchObject({ code: "idempotency_key_reused" })
    await expect(payments.gateway.refund((await taken()).id, 30_000n, key)).rejects.toMatchObject({
      code: "idempotency_key_reused",
    })
  })

  it("never refunds more than was captured, with twenty different keys at once", async () => {
    const { id } = await taken()
    const results = await twenty((index) => payments.gateway.refund(id, 30_000n, `${id}-${index}`))
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(3)
    expect(new Set(codes(results))).toEqual(new Set(["amount_not_available"]))
    expect((await payments.gateway.get(id)).refunded).toBe(90_000n)
    const { refund } = await payments.gateway.refund(id, undefined, `${id}-rest`)
    expect(refund.amount).toBe(10_000n)
    const rows = await payments.knex("sandbox_refund").where({ payment_intent_id: id }).sum("amount as sum")
    expect(rows).toEqual([{ sum: "100000" }])
  })

  it("enforces its sums in the database too", async () => {
    const { id } = await paid()
    const edit = (change: Record<string, unknown>) =>
      payments.knex("sandbox_payment_intent").where({ id }).update(change)
    await expect(edit({ status: "captured", captured: 100_001 })).rejects.toMatchObject({ code: "23514" })
    await expect(edit({ status: "captured", captured: 5, refunded: 6 })).rejects.toMatchObject({ code: "23514" })
    await expect(edit({ captured: 5 })).rejects.toMatchObject({ code: "23514" })
    await expect(edit({ card_last4: "4242424242424242" })).rejects.toMatchObject({ code: "23514" })
  })

  it("writes each change with its event and the work that delivers it", async () => {
    const { id } = await taken()
    const events = await payments.events.list(id)
    expect(await workOf(id).select("status")).toHaveLength(events.length)
    for (const event of events) {
      expect(event.data.payment_intent).toMatchObject({ id, amount: 100_000, card: { last4: "4242", brand: "visa" } })
      expect(event.delivery).toEqual({ state: "pending", attempts: 0, last_status: null, delivered_at: null })
    }
    expect(events[1]?.data.payment_intent.amount_captured).toBe(100_000)
  })

  it("delays the dispute of card 0259 by some seconds", async () => {
    const intent = await payments.gateway.create(someIntent())
    await payments.gateway.run(intent.id, charge("4000000000000259"))
    expect(await eventTypes(intent.id)).toEqual(["payment_intent.authorized", "payment_intent.disputed"])
    const times = await workOf(intent.id).orderBy("run_at").select("run_at")
    expect(times[1].run_at.getTime() - times[0].run_at.getTime()).toBeGreaterThan(2500)
  })

  it("leaves no card number anywhere in the database", async () => {
    const intent = await payments.gateway.create(someIntent())
    await payments.gateway.run(intent.id, charge("4000000000000002"))
    for (const table of ["sandbox_payment_intent", "sandbox_event", "work_item"]) {
      const { rows } = await payments.knex.raw(`SELECT count(*) FROM ${table} t WHERE t::text ~ '400000000000'`)
      expect({ table, count: rows[0].count }).toEqual({ table, count: "0" })
    }
  })

  it("needs few statements", async () => {
    const wish = someIntent()
    let intent = await payments.gateway.create(wish)
    const count = async (job: () => Promise<unknown>) => (await payments.statementsOf(job)).length
    expect(await count(() => payments.gateway.create(someIntent()))).toBe(1)
    expect(
      await count(async () => {
        intent = await payments.gateway.run(intent.id, charge(), intent.client_secret)
      })
    ).toBe(2)
    expect(await count(() => payments.gateway.find(intent.id))).toBe(1)
    expect(await count(() => payments.gateway.run(intent.id, { kind: "capture" }))).toBe(2)
    expect(await count(() => payments.gateway.run(intent.id, { kind: "capture" }))).toBe(1)
    expect(await count(() => payments.gateway.refund(intent.id, 1n, `${intent.id}-few`))).toBe(2)
  })
})
