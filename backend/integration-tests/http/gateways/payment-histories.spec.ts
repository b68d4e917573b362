import { advanceClock, resetClock } from "@atrium/kernel"
import { reconcilePayments } from "@atrium/payments/use-cases"
import { type BegunPurchase, completePurchase, runs } from "@atrium/test-kit"
import fc from "fast-check"

import { ALL_GATEWAYS, sandbox, withGateways } from "./all-gateways"
import { begin, booksOf, NOTHING, type OpenPurchase, paidOnce, paymentIdOf } from "./contract-shop"
import type { CardKind, GatewayDriver, Payment } from "./gateway-driver"

jest.setTimeout(3_600_000)

/** Histories that are lived side by side, in one shop. */
const TOGETHER = 25
/** 200 histories in `npm test`; `npm run test:faults` runs this file twice, which makes 5,000. */
const ROUNDS = runs(8, 100)

/** One thing that happens; what cannot happen in the payment's state is left out. */
type Step =
  | { do: "pay"; card: CardKind }
  | {
      do:
        | "pay, answer lost"
        | "complete"
        | "capture there"
        | "cancel there"
        | "dispute"
        | "lose events"
        | "work"
        | "reconcile"
    }
  | { do: "authenticate"; passed: boolean }
  | { do: "refund here" | "refund there"; share: number }
  | { do: "close dispute"; decision: "won" | "lost" }
  | { do: "deliver"; event: number; times: number }
  | { do: "choose gateway"; gateway: number }
  | { do: "wait"; seconds: number }

const share = fc.double({ min: 0.01, max: 1.2, noNaN: true })
const one = <Name extends string>(...names: Name[]) => fc.record({ do: fc.constantFrom(...names) })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("pay" as const),
      card: fc.constantFrom<CardKind>("succeeds", "succeeds", "declined", "insufficient", "expired", "authentication"),
    }),
  },
  { weight: 1, arbitrary: one("pay, answer lost") },
  { weight: 4, arbitrary: one("complete") },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("authenticate" as const), passed: fc.boolean() }) },
  { weight: 2, arbitrary: one("capture there", "cancel there") },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("refund here" as const, "refund there" as const), share }) },
  { weight: 1, arbitrary: one("dispute", "lose events") },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("close dispute" as const),
      decision: fc.constantFrom("won" as const, "lost" as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("deliver" as const),
      event: fc.nat(20),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("choose gateway" as const), gateway: fc.nat(3) }) },
  { weight: 2, arbitrary: one("work") },
  { weight: 1, arbitrary: one("reconcile") },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 120 }) }) }
)

const PAY: Step = { do: "pay", card: "succeeds" }
const COMPLETE: Step = { do: "complete" }

/** `heard`: which of the events still arrive at the end, and in which order; the others are lost. */
const history = fc.record({
  gateway: fc.nat(3),
  steps: fc
    .tuple(fc.constantFrom<Step[]>([], [PAY], [PAY], [PAY, COMPLETE]), fc.array(step, { minLength: 2, maxLength: 10 }))
    .map(([first, then]) => [...first, ...then]),
  heard: fc.array(fc.nat(20), { maxLength: 10 }),
})
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never

type Dispute = { id: string; decision: "open" | "won" | "lost" }

/** PayPal learns only now whether the payer's bank declines what was approved; then nothing happens. */
const unlessDeclined = ({ name }: GatewayDriver, asked: Promise<void>): Promise<void> =>
  asked.catch((error: unknown) => {
    if (name !== "paypal") throw error
  })

/** A purchase as its history goes on: payments it was given, of which the last one is current. */
type Life = { purchase: OpenPurchase; payments: { gateway: GatewayDriver; payment: Payment }[]; disputes: Dispute[] }

withGateways(ALL_GATEWAYS, (shop) => {
  const { api } = shop
  const numbered = (n: number): GatewayDriver => ALL_GATEWAYS[n % ALL_GATEWAYS.length] ?? sandbox

  beforeAll(async () => {
    // Approvals are tested elsewhere; here every refund by staff reaches the gateway.
    expect((await api.admin.post("/admin/staff-settings", { refund_limits: { inr: null } })).status).toBe(200)
  })
  afterEach(resetClock)

  /** When the histories that are lived now began: what the reconciler looks at, so that a round takes as long as the first. */
  let since = new Date()
  const reconcile = () => reconcilePayments(shop.container(), { since })

  const current = ({ payments }: Life) => {
    const last = payments.at(-1)
    if (!last) throw new Error("A purchase has a payment")
    return last
  }

  const deliver = async ({ payments }: Life, number: number, times: number): Promise<void> => {
    const events = []
    for (const { gateway, payment } of payments)
      for (const event of await gateway.events(payment.id)) events.push({ gateway, event })
    const found = events[number % Math.max(events.length, 1)]
    if (!found) return
    const statuses = await Promise.all(Array.from({ length: times }, () => found.gateway.deliver(found.event)))
    expect(new Set(statuses)).toEqual(new Set([200]))
  }

  const chooseGateway = async (life: Life, gateway: GatewayDriver): Promise<void> => {
    const path = `/store/service-purchases/${life.purchase.id}/payment`
    const asked = await api.store.post<{ purchase: BegunPurchase }>(path, { payment_provider_id: gateway.providerId })
    if (asked.status !== 200) return expect(asked.status).toBeLessThan(500)
    const { payment } = asked.body.purchase
    if (payment && life.payments.every((known) => known.payment.id !== payment.id))
      life.payments.push({ gateway, payment })
  }

  const refundHere = async ({ purchase }: Life, amount: number): Promise<void> => {
    const path = `/admin/payments/${await paymentIdOf(shop, purchase.cart_id)}/refund`
    expect((await api.admin.post(path, { amount: amount / 100 })).status).toBeLessThan(500)
  }

  const live = async (life: Life, happens: Step): Promise<unknown> => {
    const { gateway, payment } = current(life)
    const { state, captured, refunded } = await gateway.look(payment.id)
    const part = (of: number) => Math.max(1, Math.round(of * (captured - refunded)))
    switch (happens.do) {
      case "pay":
        return state === "open" && gateway.confirm(payment, happens.card)
      case "pay, answer lost":
        return state === "open" && gateway.confirmAndLoseTheAnswer(payment)
      case "authenticate":
        if (state !== "open" || (await gateway.confirm(payment, "authentication")) !== "requires_action") return
        return gateway.authenticate(payment, happens.passed)
      case "complete":
        return expect((await completePurchase(api, life.purchase.id)).status).toBeLessThan(500)
      case "capture there":
        return state === "authorized" && unlessDeclined(gateway, gateway.capture(payment.id))
      case "cancel there":
        return state === "authorized" && unlessDeclined(gateway, gateway.cancel(payment.id))
      case "refund here":
        return captured > 0 && refundHere(life, part(happens.share))
      case "refund there":
        return captured > refunded && gateway.refund(payment.id, Math.min(part(happens.share), captured - refunded))
      case "dispute":
        if (captured > 0 && life.disputes.length === 0)
          life.disputes.push({ id: await gateway.dispute(payment.id), decision: "open" })
        return
      case "close dispute":
        for (const dispute of life.disputes)
          if (gateway.closeDispute && dispute.decision === "open") {
            await gateway.closeDispute(dispute.id, happens.decision)
            dispute.decision = happens.decision
          }
        return
      case "deliver":
        return deliver(life, happens.event, happens.times)
      case "choose gateway":
        return state !== "captured" && chooseGateway(life, numbered(happens.gateway))
      case "lose events":
        return gateway.withhold()
      case "work":
        return shop.drainWork()
      case "reconcile":
        return reconcile()
      case "wait":
        return advanceClock(happens.seconds)
    }
  }

  const start = async ({ gateway: number }: History): Promise<Life> => {
    const gateway = numbered(number)
    const purchase = await begin(shop, gateway.providerId)
    return { purchase, payments: [{ gateway, payment: purchase.payment }], disputes: [] }
  }

  /** Some events arrive, in any order; then the shop looks for itself, and does all its work. */
  const end = async (lives: readonly Life[], histories: readonly History[]): Promise<void> => {
    await Promise.all(
      lives.map(async (life, n) => {
        for (const event of histories[n]?.heard ?? []) await deliver(life, event, 1)
      })
    )
    for (let minutes = 0; minutes < 20; minutes += 5) {
      await shop.drainWork()
      advanceClock(300)
      await reconcile()
    }
    await shop.drainWork()
  }

  /** What there is at the end, at the gateways and in the shop. */
  const endOf = async ({ purchase, payments, disputes }: Life) => {
    const there = []
    for (const { gateway, payment } of payments) there.push(await gateway.look(payment.id))
    const knex = shop.knex()
    const requests = await knex("service_request as r")
      .join("order_cart as link", "link.order_id", "r.order_id")
      .where("link.cart_id", purchase.cart_id)
      .select("r.id")
    const kept = await knex("gateway_dispute")
      .whereIn(
        "payment_reference",
        payments.map(({ payment }) => payment.id)
      )
      .select("reference", "status")
    return {
      held: there.filter(({ state }) => state === "authorized").length,
      taken: there.filter(({ captured }) => captured > 0),
      books: await booksOf(shop, purchase.cart_id),
      requests: requests.length,
      disputes: kept.map(({ reference, status }) => ({ id: reference, decision: status })),
      expectedDisputes: disputes,
    }
  }

  const counted = { histories: 0, steps: 0, orders: 0, refunded: 0, disputed: 0 }
  afterAll(() => {
    const { histories, steps, orders, refunded, disputed } = counted
    process.stdout.write(
      `\npayment histories: ${histories} with ${steps} steps at ${ALL_GATEWAYS.length} gateways; ${orders} ended in an order, ${refunded} with refunds, ${disputed} with a dispute\n\n`
    )
  })

  const check = async (life: Life, lived: History): Promise<void> => {
    const { held, taken, books, requests, disputes, expectedDisputes } = await endOf(life)
    const [paid] = taken
    expect({ lived, held, payments: taken.length, books, requests, disputes }).toEqual({
      lived,
      // No money is held in vain, and none was taken twice.
      held: 0,
      payments: paid ? 1 : 0,
      books: paid ? paidOnce(paid.captured, paid.refunded) : NOTHING,
      requests: paid ? 1 : 0,
      disputes: expectedDisputes,
    })
    counted.histories += 1
    counted.steps += lived.steps.length
    counted.orders += paid ? 1 : 0
    counted.refunded += paid?.refunded ? 1 : 0
    counted.disputed += disputes.length
  }

  it("gateways and books agree after every history of payments, whichever events were lost, repeated or late [R09]", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: TOGETHER, maxLength: TOGETHER }), async (histories) => {
        since = new Date(Date.now() - 1000)
        const lives = await Promise.all(histories.map(start))
        const length = Math.max(...histories.map(({ steps }) => steps.length))
        for (let n = 0; n < length; n++)
          await Promise.all(
            lives.map(async (life, at) => {
              const happens = histories[at]?.steps[n]
              if (happens) await live(life, happens)
            })
          )
        await end(lives, histories)
        for (const [at, life] of lives.entries()) {
          const lived = histories[at]
          if (lived) await check(life, lived)
        }
      }),
      // Shrinking would live through each smaller history again; the failure names the one that went wrong.
      { numRuns: ROUNDS, endOnFailure: true }
    )
    expect(counted.histories).toBe(ROUNDS * TOGETHER)
  })
})
