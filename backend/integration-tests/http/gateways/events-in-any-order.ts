import { type ApiAnswer, sampled, type Shop } from "@atrium/test-kit"

import { booksOf, type OpenPurchase, paidOnce } from "./contract-shop"
import type { GatewayDriver, GatewayEvent } from "./gateway-driver"

type About = GatewayEvent["about"]

const EVERY_ORDER: About[][] = [
  ["authorized", "captured", "refunded"],
  ["authorized", "refunded", "captured"],
  ["captured", "authorized", "refunded"],
  ["captured", "refunded", "authorized"],
  ["refunded", "authorized", "captured"],
  ["refunded", "captured", "authorized"],
]
/** By place, so that three gateways together have every order even where each samples a third of them. */
const GATEWAYS = ["sandbox", "stripe", "razorpay", "paypal"]
/** Part of the amount paid, in minor units. */
const PART = 100

type Suite = {
  shop: Shop
  gateway: GatewayDriver
  promise: (behaviour: string, test: () => Promise<void>) => void
  start: () => Promise<OpenPurchase>
  eventAbout: (purchase: OpenPurchase, about: About) => Promise<GatewayEvent>
  complete: (purchase: OpenPurchase) => Promise<ApiAnswer<{ order?: { id: string } }>>
  refundByStaff: (purchase: OpenPurchase, amount: number) => Promise<ApiAnswer<unknown>>
}

/** The part of the contract that is about events: late, twice, in any order. */
export const promiseEventsInAnyOrder = (suite: Suite): void => {
  const { shop, gateway, promise, start, eventAbout, complete, refundByStaff } = suite
  const orders = sampled(EVERY_ORDER, GATEWAYS.indexOf(gateway.name))
  const minor = ({ amount }: OpenPurchase) => Math.round(amount * 100)

  /** A payment's complete history at the gateway, of which the shop received no events. */
  const unheard = async (refundOf: (purchase: OpenPurchase) => number) => {
    const purchase = await start()
    await gateway.confirm(purchase.payment, "succeeds")
    await gateway.capture(purchase.payment.id)
    const refunded = refundOf(purchase)
    await gateway.refund(purchase.payment.id, refunded)
    await gateway.withhold()
    return { purchase, refunded }
  }
  const tell = async (purchase: OpenPurchase, about: About) =>
    expect(await gateway.deliver(await eventAbout(purchase, about))).toBe(200)
  const expectEnd = async (purchase: OpenPurchase, order: About[], refunded = PART) => {
    expect([order, await booksOf(shop, purchase.cart_id)]).toEqual([order, paidOnce(minor(purchase), refunded)])
    expect(await gateway.look(purchase.payment.id)).toMatchObject({ captured: minor(purchase), refunded })
  }

  type Told = { purchase: OpenPurchase; order: About[]; refunded: number }
  /** Tells each purchase its events in its order, each twice, with the shop's work after each; all purchases at once. */
  const tellAll = async (told: readonly Told[]) => {
    await Promise.all(
      told.map(async ({ purchase, order }) => {
        for (const about of [...order, ...order]) {
          await tell(purchase, about)
          await shop.drainWork()
        }
      })
    )
    await shop.drainWork()
    for (const { purchase, order, refunded } of told) await expectEnd(purchase, order, refunded)
  }

  promise(
    "has the same result for every order of its events, each delivered twice, when the shop had received none [R09]",
    async () => {
      const unheardOf = []
      for (const refundOf of [() => PART, minor])
        for (const order of orders) unheardOf.push({ order, ...(await unheard(refundOf)) })
      await tellAll(unheardOf)
    }
  )

  promise(
    "has the same result when its events come twice, all in parallel, while the browser completes [R09]",
    async () => {
      for (const order of orders) {
        const { purchase } = await unheard(() => PART)
        const [answers] = await Promise.all([
          Promise.all([complete(purchase), complete(purchase)]),
          Promise.all([...order, ...order].map((about) => tell(purchase, about))),
          shop.drainWork(),
        ])
        expect(new Set(answers.map(({ body }) => body.order?.id)).size).toBe(1)
        await shop.drainWork()
        await expectEnd(purchase, order)
      }
    }
  )

  promise("has the same result for every order of events that come after the shop has finished [R09]", async () => {
    const finished = []
    for (const order of orders) {
      const purchase = await start()
      await gateway.confirm(purchase.payment, "succeeds")
      await gateway.withhold()
      await complete(purchase)
      await gateway.withhold()
      expect((await refundByStaff(purchase, PART)).status).toBe(200)
      await gateway.withhold()
      finished.push({ order, purchase, refunded: PART })
    }
    await tellAll(finished)
  })
}
