import { advanceClock, resetClock } from "@atrium/kernel"
import { reconcilePayments } from "@atrium/payments/use-cases"
import { resetOutsideServices } from "@atrium/server"
import { type BegunPurchase, completePurchase } from "@atrium/test-kit"

import { paypal, razorpay, sandbox, stripe, withGateways } from "./all-gateways"
import { begin, booksOf, NOTHING, type OpenPurchase, paidOnce } from "./contract-shop"
import type { GatewayDriver } from "./gateway-driver"

jest.setTimeout(180_000)

/** Matches every request while the gateway is down. */
class WhileDown extends RegExp {
  down = false

  constructor() {
    super(".")
  }

  override test(): boolean {
    return this.down
  }
}

type Failing = GatewayDriver & {
  standIn(): { fail(fault: { request: RegExp; how: "unavailable"; times: number }): void }
}
const outages = new Map<Failing, WhileDown>()
const OUTSIDE: Failing[] = [stripe, razorpay, paypal]

withGateways([...OUTSIDE, sandbox], (shop) => {
  const { api } = shop
  beforeAll(() => {
    for (const driver of OUTSIDE) {
      const outage = new WhileDown()
      outages.set(driver, outage)
      driver.standIn().fail({ request: outage, how: "unavailable", times: Infinity })
    }
  })
  beforeEach(resetOutsideServices)
  afterEach(() => {
    resetClock()
    for (const outage of outages.values()) outage.down = false
  })

  const goDown = (driver: Failing) => {
    const outage = outages.get(driver)
    if (outage) outage.down = true
  }
  const comeBack = (driver: Failing) => {
    const outage = outages.get(driver)
    if (outage) outage.down = false
    resetOutsideServices()
  }
  const change = (purchase: OpenPurchase, to: GatewayDriver) =>
    api.store.post<{ purchase: BegunPurchase; code?: string }>(`/store/service-purchases/${purchase.id}/payment`, {
      payment_provider_id: to.providerId,
    })
  const changed = async (purchase: OpenPurchase, to: GatewayDriver): Promise<OpenPurchase> => {
    const answer = await change(purchase, to)
    expect([answer.status, answer.body]).toMatchObject([200, { purchase: { id: purchase.id } }])
    return { ...answer.body.purchase, cart_id: purchase.cart_id }
  }
  const pay = async (purchase: OpenPurchase, at: GatewayDriver) => {
    expect(await at.confirm(purchase.payment, "succeeds")).toBe("succeeded")
    expect((await completePurchase(api, purchase.id)).body.type).toBe("order")
    await shop.drainWork()
  }
  /** All work, also what waits for another attempt. */
  const drainAll = async () => {
    for (let round = 0; round < 2; round++) {
      await shop
        .knex()("work_item")
        .where({ status: "retrying" })
        .update({ run_at: new Date(0) })
      await shop.drainWork()
    }
  }
  const report = async (driver: GatewayDriver, purchase: OpenPurchase) => {
    for (const event of await driver.events(purchase.payment.id)) await driver.deliver(event)
    await drainAll()
  }
  const minor = (purchase: BegunPurchase) => Math.round(purchase.amount * 100)
  const heldAt = async (driver: GatewayDriver, purchase: OpenPurchase) => {
    const { state, captured, refunded } = await driver.look(purchase.payment.id)
    return (state === "authorized" ? minor(purchase) : captured) - refunded
  }
  const returnedMails = async (purchase: OpenPurchase) => {
    const row = await shop.knex()("service_purchase").where({ id: purchase.id }).first("payment_collection_id")
    const sessions = await shop
      .knex()("payment_session")
      .where({ payment_collection_id: row?.payment_collection_id })
      .select("id")
    const events = sessions.map(({ id }: { id: string }) => `payment-returned:${id}`)
    return Number((await shop.knex()("message").whereIn("event", events).count("* as count").first())?.count)
  }

  describe.each(OUTSIDE)("a purchase whose payment is at $name, which is down", (old) => {
    it("can still be read and be paid at another gateway, and the open payment ends when the old one is back", async () => {
      const purchase = await begin(shop, old.providerId)
      goDown(old)
      expect((await api.store.get(`/store/service-purchases/${purchase.id}`)).body).toMatchObject({
        purchase: { status: "awaiting_payment" },
      })
      const next = await changed(purchase, sandbox)
      expect(next).toMatchObject({ amount: purchase.amount, payment_provider_id: sandbox.providerId })
      await pay(next, sandbox)
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
      comeBack(old)
      await drainAll()
      expect((await old.look(purchase.payment.id)).state).toBe("canceled")
      expect(await returnedMails(purchase)).toBe(0)
    })

    it("is returned once, and explained, when it turns out to be paid after the customer paid elsewhere [R10]", async () => {
      const purchase = await begin(shop, old.providerId)
      expect(await old.confirmAndLoseTheAnswer(purchase.payment)).toBe("lost")
      goDown(old)
      await pay(await changed(purchase, sandbox), sandbox)
      comeBack(old)
      for (let time = 0; time < 3; time++) await report(old, purchase)
      expect(await heldAt(old, purchase)).toBe(0)
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
      expect(await returnedMails(purchase)).toBe(1)
    })
  })

  it("refunds captured money of the old gateway exactly once, by its events, the shop's own work and the reconciler at once", async () => {
    const purchase = await begin(shop, stripe.providerId)
    await stripe.confirmAndLoseTheAnswer(purchase.payment)
    await stripe.capture(purchase.payment.id)
    goDown(stripe)
    await pay(await changed(purchase, sandbox), sandbox)
    comeBack(stripe)
    advanceClock(300)
    const events = await stripe.events(purchase.payment.id)
    await Promise.all([
      ...events.map((event) => stripe.deliver(event)),
      reconcilePayments(shop.container(), { since: new Date(Date.now() - 3_600_000) }),
      drainAll(),
    ])
    await drainAll()
    const refunds = stripe.standIn().account.refunds.filter(({ payment_intent: of }) => of === purchase.payment.id)
    expect(refunds).toMatchObject([{ amount: minor(purchase) }])
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
    expect(await returnedMails(purchase)).toBe(1)
  })

  it("returns it too when nothing was paid elsewhere yet, and the purchase can then be paid", async () => {
    const purchase = await begin(shop, stripe.providerId)
    await stripe.confirmAndLoseTheAnswer(purchase.payment)
    goDown(stripe)
    const next = await changed(purchase, sandbox)
    comeBack(stripe)
    await report(stripe, purchase)
    expect(await heldAt(stripe, purchase)).toBe(0)
    expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
    expect(await returnedMails(purchase)).toBe(1)
    await pay(next, sandbox)
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })

  it("refuses the gateway that is down, and keeps the payment as it is when the other one is down too", async () => {
    const [, razorpay] = OUTSIDE
    if (!razorpay) throw new Error("No second gateway")
    const purchase = await begin(shop, stripe.providerId)
    goDown(stripe)
    goDown(razorpay)
    for (const to of [stripe, razorpay])
      expect(await change(purchase, to)).toMatchObject({ status: 503, body: { code: "gateway_unavailable" } })
    comeBack(stripe)
    await pay(purchase, stripe)
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })

  it("pays once when the customer's order and the change of the gateway meet", async () => {
    const purchase = await begin(shop, stripe.providerId)
    await stripe.confirm(purchase.payment, "succeeds")
    goDown(stripe)
    const switching = change(purchase, sandbox)
    comeBack(stripe)
    await Promise.all([switching, completePurchase(api, purchase.id), report(stripe, purchase)])
    await drainAll()
    const { orders, captured, refunded } = await booksOf(shop, purchase.cart_id)
    expect([0, 1]).toContain(orders)
    expect(captured - refunded).toBe(orders * minor(purchase))
    expect(await heldAt(stripe, purchase)).toBe(orders * minor(purchase))
  })
})
