import { createHmac, randomUUID } from "node:crypto"

import { withShop } from "@atrium/test-kit"

import { DASHBOARD, openCart, pay } from "./cart-driver"

jest.setTimeout(120_000)

const SECRET = "sandbox_whsec_demo"
const sign = (body: string, secret = SECRET, at = Math.floor(Date.now() / 1000)) =>
  `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`

withShop((shop) => {
  const { api } = shop
  const deliver = (body: string, signature: string | undefined, provider = "sandbox") =>
    api.raw("POST", `/hooks/gateway/${provider}`, {
      headers: { "content-type": "application/json", ...(signature ? { "x-sandbox-signature": signature } : {}) },
      rawBody: body,
    })
  const event = (id = `evt_${randomUUID()}`) => ({
    id,
    body: JSON.stringify({
      id,
      type: "payment_intent.authorized",
      created: 1,
      data: { payment_intent: { id: "sbxpi_none" } },
    }),
  })
  const stored = () => shop.knex()("gateway_event").count("* as count").first()

  describe("the webhook", () => {
    it("refuses a bad, stale, foreign or missing signature and leaves nothing [R08]", async () => {
      const before = await stored()
      const { body } = event()
      const now = Math.floor(Date.now() / 1000)
      const bad = [
        undefined,
        "",
        "t=1,v1=00",
        sign(body, "other"),
        sign(body, SECRET, now - 301),
        sign(body, SECRET, now + 302),
      ]
      for (const signature of [...bad, sign(`${body} `)]) {
        const answer = await deliver(body, signature)
        expect(answer.status).toBe(400)
        expect(answer.body).toMatchObject({ code: "invalid_signature", retryable: false })
      }
      expect(await stored()).toEqual(before)
    })

    it("stores an event before it answers, and once for twenty deliveries [R08]", async () => {
      const { id, body } = event()
      const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(body, sign(body))))
      for (const answer of answers) expect([answer.status, answer.body]).toEqual([200, { received: true }])
      expect(await shop.knex()("gateway_event").where({ event_id: id })).toHaveLength(1)
      const work = shop.knex()("work_item").where("kind", "payments.process-gateway-event")
      expect(
        await work.whereRaw("payload ->> 'reference' = 'sbxpi_none'").andWhereRaw("key LIKE ?", "%gwev_%")
      ).toHaveLength(1)
      await shop.drainWork()
      expect(await shop.knex()("gateway_event").where({ event_id: id }).first()).toMatchObject({
        status: "ignored",
        outcome: "the gateway does not know this payment",
      })
    })

    it("checks the bytes and not what they parse to, whatever type they claim", async () => {
      const { body } = event()
      const odd = body.replace("{", "{ ")
      expect((await deliver(odd, sign(body))).status).toBe(400)
      const answer = await api.raw("POST", "/hooks/gateway/sandbox", {
        headers: { "content-type": "text/plain", "x-sandbox-signature": sign(odd) },
        rawBody: odd,
      })
      expect(answer.status).toBe(200)
    })

    it("refuses signed data that is not an event, and bodies that are too large", async () => {
      for (const body of ["", "null", "[]", "{", JSON.stringify({ id: "evt" })]) {
        const answer = await deliver(body, sign(body))
        expect([answer.status, answer.body.code]).toEqual([400, "malformed_request"])
      }
      const large = JSON.stringify({ filler: "x".repeat(256 * 1024) })
      expect((await deliver(large, sign(large))).status).toBe(413)
    })

    it("refuses unknown gateways, and core's own webhook is closed", async () => {
      const { body } = event()
      expect((await deliver(body, sign(body), "nobody")).status).toBe(404)
      for (const path of ["/hooks/payment/sandbox_sandbox", "/hooks/payment/system_default"])
        expect((await api.raw("POST", path, { body: {} })).body).toMatchObject({ code: "not_found" })
    })
  })

  describe("the gateway's dashboard", () => {
    it("opens with the gateway's secret and nothing else", async () => {
      const { session } = await openCart(shop)
      const path = `/sandbox-gateway/payment-intents/${session.data.id}`
      for (const authorization of [
        undefined,
        "Bearer wrong",
        "Basic sandbox_secret_demo",
        `Bearer ${session.data.client_secret}`,
      ]) {
        const answer = await api.raw("GET", path, authorization ? { headers: { authorization } } : {})
        expect([answer.status, answer.body.code]).toEqual([401, "unauthorized"])
      }
      const answer = await api.raw<{ payment_intent: object }>("GET", path, { headers: DASHBOARD })
      expect(answer.body.payment_intent).toMatchObject({
        id: session.data.id,
        status: "requires_payment_method",
        metadata: { session_id: session.id },
      })
      expect(JSON.stringify(answer.body)).not.toContain(session.data.client_secret)
    })

    it("captures in part, refunds once per key, and refuses more than there is", async () => {
      const { session, total } = await openCart(shop)
      await pay(api, session)
      const minor = Math.round(total * 100)
      const post = (verb: string, body: object = {}, headers: Record<string, string> = {}) =>
        api.raw(`POST`, `/sandbox-gateway/payment-intents/${session.data.id}/${verb}`, {
          headers: { ...DASHBOARD, ...headers },
          body,
        })
      expect((await post("capture", { amount: minor + 1 })).body).toMatchObject({ code: "amount_not_available" })
      expect((await post("capture", { amount: 1000 })).body).toMatchObject({
        payment_intent: { status: "captured", amount: minor, amount_captured: 1000 },
      })
      const key = { "idempotency-key": randomUUID() }
      const [first, second] = await Promise.all([
        post("refund", { amount: 400 }, key),
        post("refund", { amount: 400 }, key),
      ])
      expect(second.body.refund).toEqual(first.body.refund)
      expect((await post("refund", { amount: 401 }, key)).body).toMatchObject({ code: "idempotency_key_reused" })
      expect((await post("refund", { amount: 601 })).status).toBe(422)
      expect((await post("refund")).body).toMatchObject({ payment_intent: { amount_refunded: 1000 } })
      expect((await post("cancel")).body).toMatchObject({ code: "invalid_transition" })
      expect((await post("dispute")).body).toMatchObject({ payment_intent: { disputed: true } })
      expect((await post("refund", { amount: -1 })).status).toBe(400)
    })

    it("lists a payment's events and sends one again, which changes nothing", async () => {
      const { session } = await openCart(shop)
      await pay(api, session)
      await shop.drainWork()
      const list = () =>
        api.raw<{ events: { id: string; type: string; delivery: { state: string; attempts: number } }[] }>(
          "GET",
          `/sandbox-gateway/events?payment_intent_id=${session.data.id}`,
          { headers: DASHBOARD }
        )
      const { events } = (await list()).body
      expect(events.map(({ type, delivery }) => [type, delivery.state])).toEqual([
        ["payment_intent.authorized", "delivered"],
        ["payment_intent.captured", "delivered"],
      ])
      // The capture was in the shop's books already: its event needs no work.
      const received = await shop.knex()("gateway_event").where({ reference: session.data.id }).orderBy("received_at")
      expect(received.map(({ status, attempts }) => [status, attempts])).toEqual([
        ["processed", 1],
        ["processed", 1],
      ])
      const work: { key: string }[] = await shop
        .knex()("work_item")
        .whereIn(
          "key",
          received.map(({ id }) => `payments.process-gateway-event:${String(id)}`)
        )
        .select("key")
      expect(work.map(({ key }) => key)).toEqual([`payments.process-gateway-event:${received[0]?.id}`])
      const before = await stored()
      const again = await api.raw("POST", `/sandbox-gateway/events/${events[0]?.id}/deliver`, { headers: DASHBOARD })
      expect(again.body).toMatchObject({ event: { delivery: { state: "delivered", attempts: 2 } } })
      expect(await stored()).toEqual(before)
    })
  })

  describe("staff", () => {
    it("sees the gateways and their events, without what the gateway sent", async () => {
      const { gateways } = (await api.admin.get<{ gateways: object[] }>("/admin/gateways")).body
      expect(gateways).toContainEqual(
        expect.objectContaining({
          id: "sandbox",
          configured: true,
          provider_id: "pp_sandbox_sandbox",
          webhook_path: "/hooks/gateway/sandbox",
        })
      )
      const { body } = await api.admin.get<{ gateway_events: Record<string, unknown>[]; count: number }>(
        "/admin/gateway-events?status[]=ignored&limit=1"
      )
      expect(body.count).toBeGreaterThan(0)
      expect(body.gateway_events).toHaveLength(1)
      expect(body.gateway_events[0]).not.toHaveProperty("body")
      expect((await api.admin.get("/admin/gateway-events?status=nothing")).status).toBe(400)
    })

    it("has an event looked at again", async () => {
      const { id, body } = event()
      await deliver(body, sign(body))
      await shop.drainWork()
      const row = await shop.knex()("gateway_event").where({ event_id: id }).first()
      const answer = await api.admin.post(`/admin/gateway-events/${row.id}/retry`)
      expect(answer.body).toMatchObject({ gateway_event: { id: row.id, status: "received", retries: 1 } })
      await shop.drainWork()
      expect(await shop.knex()("gateway_event").where({ id: row.id }).first()).toMatchObject({
        status: "ignored",
        attempts: 2,
      })
      expect((await api.admin.post("/admin/gateway-events/gwev_nobody/retry")).status).toBe(404)
    })
  })
})
