import { GatewayEventQuery } from "../src/contracts/gateway-events"
import { closeGatewayEvent, listGatewayEvents, retryGatewayEvent, storeGatewayEvent } from "../src/data/gateway-events"
import { openPayments, type Payments } from "./with-payments"

jest.setTimeout(120_000)

describe("the webhook inbox", () => {
  let payments: Payments
  let made = 0
  beforeAll(async () => {
    payments = await openPayments()
  }, 240_000)
  afterAll(() => payments.close())

  const event = (change: Record<string, unknown> = {}) => ({
    provider: "sandbox",
    eventId: `evt_${++made}`,
    type: "payment_intent.authorized",
    reference: `sbxpi_${made}`,
    sessionId: null,
    reportsMore: false,
    body: JSON.stringify({ secret: "what the gateway said" }),
    ...change,
  })
  const rowOf = (eventId: string) => payments.knex("gateway_event").where({ event_id: eventId }).first()
  const works = (id: string) => payments.knex("work_item").whereLike("key", `payments.process-gateway-event:${id}%`)
  const list = (query: Record<string, unknown>) => listGatewayEvents(payments.knex, GatewayEventQuery.parse(query))

  it("stores an event and its work once, under twenty deliveries at once", async () => {
    const one = event()
    const stored = await Promise.all(Array.from({ length: 20 }, () => storeGatewayEvent(payments.knex, one)))
    expect(stored.filter(Boolean)).toHaveLength(1)
    const rows = await payments.knex("gateway_event").where({ event_id: one.eventId })
    expect(rows).toHaveLength(1)
    expect(await works(rows[0].id)).toHaveLength(1)
  })

  it("distinguishes equal event ids of two gateways", async () => {
    const one = event()
    expect(await storeGatewayEvent(payments.knex, one)).toBe(true)
    expect(await storeGatewayEvent(payments.knex, { ...one, provider: "stripe" })).toBe(true)
  })

  it("keeps neither row nor work when storing fails half-way", async () => {
    const one = event({ type: "x".repeat(10), reference: "\u0000" })
    await expect(storeGatewayEvent(payments.knex, one)).rejects.toMatchObject({ code: "22021" })
    expect(await rowOf(one.eventId)).toBeUndefined()
  })

  it("records the result of an event, which no late failure overwrites", async () => {
    const one = event()
    await storeGatewayEvent(payments.knex, one)
    const { id } = await rowOf(one.eventId)
    await closeGatewayEvent(payments.knex, id, { status: "failed", outcome: null, error: "no answer" })
    expect(await rowOf(one.eventId)).toMatchObject({
      status: "failed",
      attempts: 1,
      last_error: "no answer",
      processed_at: null,
    })
    await closeGatewayEvent(payments.knex, id, { status: "processed", outcome: "ordered" })
    await closeGatewayEvent(payments.knex, id, { status: "failed", outcome: null, error: "late" })
    expect(await rowOf(one.eventId)).toMatchObject({
      status: "processed",
      attempts: 2,
      outcome: "ordered",
      last_error: null,
    })
  })

  it("retries a dead event manually, each time as new work", async () => {
    const one = event()
    await storeGatewayEvent(payments.knex, one)
    const { id } = await rowOf(one.eventId)
    await expect(retryGatewayEvent(payments.knex, id)).rejects.toMatchObject({ code: "invalid_transition" })
    await expect(retryGatewayEvent(payments.knex, "gwev_nobody")).rejects.toMatchObject({ code: "not_found" })
    for (const retries of [1, 2]) {
      await closeGatewayEvent(payments.knex, id, { status: "dead", outcome: null, error: "no answer" })
      expect(await retryGatewayEvent(payments.knex, id)).toMatchObject({ id, status: "received", retries })
    }
    expect(await works(id)).toHaveLength(3)
  })

  it("lists by gateway, state, type and id, newest first, and never the payload", async () => {
    const one = event({ provider: "razorpay", type: "payment.failed", reference: "pay_50%_off" })
    await storeGatewayEvent(payments.knex, one)
    await storeGatewayEvent(payments.knex, event({ provider: "razorpay", reference: "pay_50x_off" }))
    const { gateway_events: events, count } = await list({ provider: "razorpay" })
    expect(count).toBe(2)
    expect(JSON.stringify(events)).not.toContain("what the gateway said")
    expect((await list({ provider: "razorpay", type: "payment.failed" })).count).toBe(1)
    expect((await list({ provider: "razorpay", status: ["dead", "failed"] })).count).toBe(0)
    expect((await list({ q: "50%_o" })).gateway_events.map((found) => found.event_id)).toEqual([one.eventId])
    expect(await list({ provider: "razorpay", limit: "1", offset: "5" })).toMatchObject({
      gateway_events: [],
      count: 2,
    })
    const newest = (await list({ limit: "50" })).gateway_events.map((found) => found.received_at)
    expect(newest).toEqual([...newest].sort().reverse())
  })

  it("stores an event with one statement, even a known one", async () => {
    const one = event()
    expect(await payments.statementsOf(() => storeGatewayEvent(payments.knex, one))).toHaveLength(1)
    expect(await payments.statementsOf(() => storeGatewayEvent(payments.knex, one))).toHaveLength(1)
  })
})
