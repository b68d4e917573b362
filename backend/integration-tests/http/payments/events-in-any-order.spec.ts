import { createHmac, randomUUID } from "node:crypto"

import { withShop } from "@atrium/test-kit"
import { advanceClock, resetClock } from "@atrium/kernel"

import {
  booksOf,
  complete,
  knexOf,
  moneyBooksOf,
  onDashboard,
  ONE_OF_EACH,
  openCart,
  type PaidCart,
  pay,
} from "./cart-driver"

jest.setTimeout(300_000)

const SECRET = "sandbox_whsec_demo"
const sign = (body: string) => {
  const at = Math.floor(Date.now() / 1000)
  return `t=${at},v1=${createHmac("sha256", SECRET).update(`${at}.${body}`).digest("hex")}`
}

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, at) => permutations(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]))

const REFUND = 4321

withShop((shop) => {
  const { api } = shop
  afterEach(resetClock)

  /** Everything a payment lived through, at the gateway alone: the shop heard of nothing. */
  const pastOf = async (refund: { amount?: number }): Promise<{ cart: PaidCart; events: string[] }> => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    await onDashboard(shop, cart.session, "capture")
    await onDashboard(shop, cart.session, "refund", refund)
    await knexOf(shop)("work_item").where({ kind: "payments.deliver-sandbox-event" }).delete()
    const events = await knexOf(shop)("sandbox_event").where({ payment_intent_id: cart.session.data.id })
    expect(events.map(({ type }) => type).sort()).toEqual([
      "payment_intent.authorized",
      "payment_intent.captured",
      "payment_intent.refunded",
    ])
    return { cart, events: events.map(({ body }) => body) }
  }
  /** The shop is told. An id it knows would be stored once: each telling is an event of its own. */
  const tell = async (event: string) => {
    const body = JSON.stringify({ ...(JSON.parse(event) as object), id: `sbxevt_${randomUUID()}` })
    const headers = { "content-type": "application/json", "x-sandbox-signature": sign(body) }
    const { status } = await api.raw("POST", "/hooks/gateway/sandbox", { headers, rawBody: body })
    expect(status).toBe(200)
  }
  const settleAll = async () => {
    for (let round = 0; round < 5; round++) {
      await shop.drainWork()
      advanceClock(30)
    }
  }
  const expectEnd = async (cart: PaidCart, refunded: number) => {
    const minor = Math.round(cart.total * 100)
    const { orders, payments, captures } = await booksOf(shop, cart.cart_id)
    expect({ orders, payments, captures }).toEqual({ orders: 1, payments: 1, captures: 1 })
    const { gateway, rows, transactions } = await moneyBooksOf(shop, cart)
    const same = [minor, refunded]
    expect([gateway, rows, transactions]).toEqual([same, same, same])
  }

  it.each<[string, { amount?: number }]>([
    ["in part", { amount: REFUND }],
    ["whole", {}],
  ])("[R09] ends alike for every order of authorise, capture and refund, given back %s", async (_, refund) => {
    for (const order of permutations([0, 1, 2])) {
      const { cart, events } = await pastOf(refund)
      for (const at of order) {
        await tell(events[at] ?? "")
        await shop.drainWork()
      }
      await settleAll()
      await expectEnd(cart, refund.amount ?? Math.round(cart.total * 100))
    }
  })

  it("[R09] ends alike when each event comes twice, all at once, while the browser completes", async () => {
    for (const order of permutations([0, 1, 2])) {
      const { cart, events } = await pastOf({ amount: REFUND })
      await Promise.all([...order, ...order].map((at) => tell(events[at] ?? "")))
      const [answers] = await Promise.all([
        Promise.all([complete(api, cart.cart_id), complete(api, cart.cart_id)]),
        shop.drainWork(),
      ])
      expect(new Set(answers.map(({ body }) => body.order?.id)).size).toBe(1)
      await settleAll()
      await expectEnd(cart, REFUND)
    }
  })

  it("[R04] ends in one order and one capture when twenty completions and events race, and in no refund", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const [{ body }] = await knexOf(shop)("sandbox_event").where({ payment_intent_id: cart.session.data.id })
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, () => complete(api, cart.cart_id))),
      Promise.all(Array.from({ length: 20 }, () => tell(body))).then(() => shop.drainWork()),
    ])
    expect(new Set(answers.map((answer) => answer.body.order?.id)).size).toBe(1)
    await settleAll()
    expect(await booksOf(shop, cart.cart_id)).toEqual(ONE_OF_EACH)
    await expectEnd(cart, 0)
  })
})
