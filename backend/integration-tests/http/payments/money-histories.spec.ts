import { withShop } from "@atrium/test-kit"
import { advanceClock, resetClock } from "@atrium/kernel"
import fc from "fast-check"

import { complete, knexOf, moneyBooksOf, onDashboard, openCart, type PaidCart, pay } from "./cart-driver"

jest.setTimeout(600_000)

const HISTORIES = Number(process.env.ATRIUM_TEST_HISTORIES ?? 15)

type Step =
  | { kind: "staff" | "dashboard" | "lost"; amount: number }
  | { kind: "work" }
  | { kind: "wait"; seconds: number }
  | { kind: "together"; staff: number; dashboard: number }
  | { kind: "cancel" }

/** Whole rupees for staff, paise on the dashboard: what both give back stays exact. */
const amount = fc.integer({ min: 1, max: 900 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("staff" as const), amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("dashboard" as const), amount }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("lost" as const), amount }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("together" as const), staff: amount, dashboard: amount }) },
  { weight: 2, arbitrary: fc.constant({ kind: "work" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 400 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "cancel" as const }) }
)

withShop((shop) => {
  const { api } = shop
  type PaidOrder = PaidCart & { order_id: string; payment_id: string }
  const paidOrder = async (): Promise<PaidOrder> => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const { body } = await complete(api, cart.cart_id)
    await shop.drainWork()
    const payment = await knexOf(shop)("payment").where({ payment_session_id: cart.session.id }).first()
    return { ...cart, order_id: String(body.order?.id), payment_id: String(payment.id) }
  }
  const byStaff = ({ payment_id }: PaidOrder, rupees: number) =>
    api.admin.post(`/admin/payments/${payment_id}/refund`, { amount: rupees })
  /** More than is left is refused; that is an end like another. */
  const onPages = (order: PaidOrder, paise: number) =>
    onDashboard(shop, order.session, "refund", { amount: paise }).catch(() => undefined)
  const lostAnswer = async (order: PaidOrder, rupees: number) => {
    type Gateway = { refund: (id: string, amount: bigint | undefined, key: string) => Promise<unknown> }
    const gateway = Object.getPrototypeOf(
      shop.container().resolve<{ payments: object }>("sandboxGateway").payments
    ) as Gateway
    const made = gateway.refund
    const spy = jest.spyOn(gateway, "refund").mockImplementationOnce(async function (this: unknown, ...asked) {
      await made.apply(this, asked)
      throw new Error("The gateway did not answer in time")
    })
    await byStaff(order, rupees)
    spy.mockRestore()
  }
  const live = async (order: PaidOrder, one: Step): Promise<unknown> => {
    switch (one.kind) {
      case "staff":
        return byStaff(order, one.amount)
      case "dashboard":
        return onPages(order, one.amount * 7)
      case "lost":
        return lostAnswer(order, one.amount)
      case "together":
        return Promise.all([byStaff(order, one.staff), onPages(order, one.dashboard * 7).then(() => shop.drainWork())])
      case "work":
        return shop.drainWork()
      case "wait":
        return advanceClock(one.seconds)
      case "cancel":
        return api.admin.post(`/admin/orders/${order.order_id}/cancel`)
    }
  }
  const settleAll = async () => {
    for (let minute = 0; minute < 8; minute++) {
      await shop.drainWork()
      advanceClock(60)
    }
  }

  it("[R14] keeps captured minus refunded equal to the transaction sum and to the gateway, whatever happens", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (history) => {
        const order = await paidOrder()
        for (const one of history) await live(order, one)
        await settleAll()
        resetClock()
        const { gateway, rows, transactions, pending } = await moneyBooksOf(shop, order)
        expect({ rows, transactions }).toEqual({ rows: gateway, transactions: gateway })
        if (history.some(({ kind }) => kind === "cancel")) expect(gateway[1]).toBe(gateway[0])
        // A refund lowers what the order costs: neither side owes anything.
        else expect(pending).toBe(0)
        const dead = await knexOf(shop)("work_item").where({ status: "dead" }).whereLike("kind", "payments.%")
        expect(dead).toEqual([])
      }),
      { numRuns: HISTORIES, endOnFailure: true }
    )
  })
})
