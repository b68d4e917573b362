import { randomUUID } from "node:crypto"

import {
  beginPurchase,
  buy,
  CARDS,
  type Completed,
  completePurchase,
  intakeFor,
  openCart,
  payWith,
  purchaseBody,
  renewBrand,
  sendPurchase,
  someService,
  withShop,
} from "@atrium/test-kit"

jest.setTimeout(180_000)

/**
 * Core's modules need most of these; docs/decisions/0014 lists what the statements are for. 90 where nothing else runs; on
 * an overloaded machine six more were counted.
 */
const STATEMENTS_PER_PURCHASE = 96

/** One of them checks the catalog's memory, at most once in a second for all purchases. */
const STATEMENTS_TO_BEGIN = 20

/** Work of other contexts for a new purchase, by kind of work, each with its own limit of statements. */
const FOLLOW_UPS = {
  "assignment, with emails to provider and customer": { kinds: "provider-assignment.", limit: 25 },
  "attribution and commission": { kinds: "affiliate-commissions.", limit: 12 },
  // One of them reads the documents with their seller, for the PDFs in the email.
  "documents, with their email": { kinds: "documents.", limit: 27 },
} as const

withShop((shop) => {
  const { api, knex } = shop
  /** Confirmations only; later changes of the requests have their own emails. */
  const confirmationsTo = (email: string) =>
    shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && /is confirmed$/.test(mail.subject))
  const factsOf = async (email: string) => {
    const { rows } = await knex().raw(
      `SELECT (SELECT count(*)::int FROM "order" WHERE email = :email) AS orders,
              (SELECT count(*)::int FROM service_request WHERE customer_email = :email) AS requests,
              (SELECT count(*)::int FROM capture c
                 JOIN payment p ON p.id = c.payment_id
                 JOIN order_payment_collection op ON op.payment_collection_id = p.payment_collection_id
                 JOIN "order" o ON o.id = op.order_id WHERE o.email = :email) AS captures,
              (SELECT count(*)::int FROM refund r
                 JOIN payment p ON p.id = r.payment_id
                 JOIN order_payment_collection op ON op.payment_collection_id = p.payment_collection_id
                 JOIN "order" o ON o.id = op.order_id WHERE o.email = :email) AS refunds`,
      { email }
    )
    return rows[0] as Record<"orders" | "requests" | "captures" | "refunds", number>
  }

  it("turns a decline and then a good card into one order, one capture, one request per unit and one email", async () => {
    const email = `journey-${randomUUID()}@example.com`
    const purchase = await beginPurchase(api, { quantity: 2, email })
    expect((await completePurchase(api, purchase.id)).body).toMatchObject({ code: "not_paid" })
    const declined = await payWith(api, purchase, CARDS.declined)
    expect(declined.body).toMatchObject({ status: "failed", error: { code: "card_declined" } })
    expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 402, body: { code: "card_declined" } })
    expect((await payWith(api, purchase)).body).toMatchObject({ status: "succeeded" })
    const done = await completePurchase(api, purchase.id)
    expect(done).toMatchObject({ status: 200, body: { type: "order", provisioning: "done" } })
    expect(done.body.service_requests).toHaveLength(2)
    for (const request of done.body.service_requests) {
      expect(request).toMatchObject({ status: "pending_contact" })
      expect(request.reference_number).toMatch(/^SR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/)
      const tracked = await api.store.get(`/store/tracking/${request.reference_number}`)
      expect(tracked.status).toBe(200)
      expect(JSON.stringify(tracked.body)).not.toContain("Asha")
    }
    await shop.drainWork()
    expect(await factsOf(email)).toEqual({ orders: 1, requests: 2, captures: 1, refunds: 0 })
    const [mail, ...others] = confirmationsTo(email)
    expect(others).toEqual([])
    for (const { reference_number } of done.body.service_requests) expect(mail?.text).toContain(reference_number)
  })

  it("makes one order, one capture, one request per unit and one email of 20 parallel completions and 20 deliveries", async () => {
    const email = `storm-${randomUUID()}@example.com`
    const purchase = await beginPurchase(api, { quantity: 2, email })
    await payWith(api, purchase)
    const { body } = await api.raw<{ events: { id: string; type: string }[] }>(
      "GET",
      `/sandbox-gateway/events?payment_intent_id=${purchase.payment.id}`,
      { headers: { authorization: "Bearer sandbox_secret_demo" } }
    )
    const event = body.events.at(-1)
    if (!event) throw new Error("The gateway has no event for this payment")
    // The gateway's own button "deliver again": the same event, signed anew, over HTTP to the shop's inbox.
    const deliver = () =>
      api.raw("POST", `/sandbox-gateway/events/${event.id}/deliver`, {
        headers: { authorization: "Bearer sandbox_secret_demo" },
        body: {},
      })
    const [completions, deliveries] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, () => completePurchase(api, purchase.id))),
      Promise.all(Array.from({ length: 20 }, deliver)),
      Promise.all(Array.from({ length: 4 }, () => shop.drainWork())),
    ])
    for (const delivery of deliveries) expect(delivery).toMatchObject({ status: 200 })
    expect(new Set(completions.map((answer) => answer.status))).toEqual(new Set([200]))
    expect(new Set(completions.map((answer) => (answer.body as Completed).order.id)).size).toBe(1)
    await shop.drainWork()
    expect(await factsOf(email)).toEqual({ orders: 1, requests: 2, captures: 1, refunds: 0 })
    expect(confirmationsTo(email)).toHaveLength(1)
    const inbox = await knex().raw("SELECT count(*)::int AS n FROM gateway_event WHERE event_id = ?", [event.id])
    expect(inbox.rows[0].n).toBe(1)
  })

  it("has the same result through the ordinary cart routes", async () => {
    const email = `cart-${randomUUID()}@example.com`
    const service = await someService(api)
    const { cart, session } = await openCart(api, {
      items: [],
      email,
      prepare: async ({ id }) => {
        const added = await api.store.post<{ cart: { items: { id: string }[] } }>(`/store/carts/${id}/line-items`, {
          variant_id: service.tiers[0]?.id,
          quantity: 2,
        })
        const details = await api.store.post(`/store/carts/${id}/service-details`, {
          items: [{ line_item_id: added.body.cart.items[0]?.id, intake: intakeFor(service.intake.questions) }],
          requirements: "Please call in the morning.",
          customer: { full_name: "Asha Rao", email, phone: "+919876543210" },
        })
        expect(details.status).toBe(200)
      },
    })
    const cartId = cart.id
    expect((await payWith(api, { payment: session.data })).body).toMatchObject({ status: "succeeded" })
    const completed = await api.store.post<{ type: string; order: Record<string, unknown> }>(
      `/store/carts/${cartId}/complete`
    )
    expect(completed.body.type).toBe("order")
    expect(completed.body.order).not.toHaveProperty("email")
    await shop.drainWork()
    expect(await factsOf(email)).toEqual({ orders: 1, requests: 2, captures: 1, refunds: 0 })
    expect(confirmationsTo(email)).toHaveLength(1)
    // From now on strangers can't read the purchase.
    expect((await api.store.get(`/store/carts/${cartId}`)).status).toBe(404)
    expect((await api.store.get(`/store/orders/${String(completed.body.order.id)}`)).status).toBe(401)
  })

  /** Holds back new work of these kinds until it is released. */
  const hold = async (kinds: readonly string[]) => {
    await knex().raw(
      `CREATE OR REPLACE FUNCTION hold_work() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN NEW.run_at = NEW.run_at + interval '1 year'; RETURN NEW; END $$`
    )
    const held = kinds.map((kind) => `NEW.kind LIKE '${kind}%'`).join(" OR ")
    await knex().raw(
      `CREATE TRIGGER hold_work BEFORE INSERT ON work_item FOR EACH ROW WHEN (${held}) EXECUTE FUNCTION hold_work()`
    )
  }
  const release = (kind: string) =>
    knex().raw("UPDATE work_item SET run_at = run_at - interval '1 year' WHERE kind LIKE ? AND status = 'due'", [
      `${kind}%`,
    ])

  it(`takes at most ${STATEMENTS_PER_PURCHASE} SQL statements from the first request to provisioned and mailed, and what follows keeps its own limits`, async () => {
    await renewBrand(api)
    await buy(api)
    await shop.drainWork()
    await hold(Object.values(FOLLOW_UPS).map((one) => one.kinds))
    // What is on sale, prices and taxes are in memory, as in a shop that has been running for a while.
    await beginPurchase(api)
    const service = await someService(api)
    const email = `count-${randomUUID()}@example.com`
    const stages: Record<string, string[]> = {}
    const countOf = (name: string) => stages[name]?.length ?? 0
    const all: string[] = []
    const stage = async <T>(name: string, job: () => Promise<T>): Promise<T> => {
      const { result, statements } = await shop.countStatements(job)
      const short = statements.map((text) => text.slice(0, 160))
      stages[name] = short
      all.push(...short)
      return result
    }
    const begun = await stage("POST /store/service-purchases", () =>
      sendPurchase(api, purchaseBody(service, { email, affiliate_code: "MAYA10" }))
    )
    expect(all.length > STATEMENTS_TO_BEGIN ? all : []).toEqual([])
    await stage("confirm at the gateway", () => payWith(api, begun.body.purchase))
    const completed = await stage("POST /store/service-purchases/:id/complete", () =>
      completePurchase(api, begun.body.purchase.id)
    )
    expect(completed.body).toMatchObject({ provisioning: "done" })
    await stage("work: mail, events, analytics", () => shop.drainWork())
    expect(confirmationsTo(email)).toHaveLength(1)
    const total = all.length
    for (const [name, { kinds }] of Object.entries(FOLLOW_UPS)) {
      await release(kinds)
      await stage(`work: ${name}`, () => shop.drainWork())
    }
    await knex().raw("DROP TRIGGER hold_work ON work_item")
    const line = (name: string, count: number, limit?: number) =>
      `${String(count).padStart(5)}  ${name}${limit === undefined ? "" : ` (at most ${limit})`}`
    const counted = Object.entries(stages).filter(
      ([name]) => !Object.keys(FOLLOW_UPS).some((one) => name.endsWith(one))
    )
    const table = [
      "SQL statements of one purchase",
      ...counted.map(([name, statements]) => line(name, statements.length)),
      line("together", total, STATEMENTS_PER_PURCHASE),
      ...Object.entries(FOLLOW_UPS).map(([name, { limit }]) => line(`work: ${name}`, countOf(`work: ${name}`), limit)),
    ]
    process.stdout.write(`${table.join("\n")}\n`)
    expect(total > STATEMENTS_PER_PURCHASE ? all : []).toEqual([])
    for (const [name, { limit }] of Object.entries(FOLLOW_UPS)) {
      expect(countOf(`work: ${name}`) > limit ? stages[`work: ${name}`] : []).toEqual([])
    }
  })
})
