import { toMajorText } from "@atrium/kernel"
import fc from "fast-check"

import { shareRefund } from "../contracts/refund-shares"
import { SERVICE_REQUEST_STATUSES } from "../contracts/statuses"
import { splitOrder } from "./purchase-shares"
import { type OrderMoney, planRefund, type RefundedUnit } from "./refund-plan"
import { isFinal } from "./service-request-status"

const money = (over: Partial<OrderMoney> = {}): OrderMoney => ({
  ...{ currency_code: "inr", amount: "300", paid: "300", refunded: "0", canceled: false },
  ...over,
})
const unit = (over: Partial<RefundedUnit> = {}): RefundedUnit => ({
  ...{ id: "r1", order_line_item_id: "l1", unit: 1, status: "pending_contact" },
  ...{ payment_amount: "100", refunded_amount: "0" },
  ...over,
})
const three = [1, 2, 3].map((number) => unit({ id: `r${number}`, unit: number }))

/** An order of some lines, its units and the amounts of refunds that never exceed what was paid. */
const history = fc
  .record({
    currency: fc.constantFrom("jpy", "inr", "kwd"),
    total: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    lines: fc.array(
      fc.record({ weight: fc.bigInt({ min: 0n, max: 10n ** 6n }), units: fc.integer({ min: 1, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 4,
      }
    ),
    cuts: fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { maxLength: 8 }),
    seen: fc.array(fc.nat(), { maxLength: 12 }),
  })
  .map(({ currency, total, lines, cuts, seen }) => {
    const named = lines.map((line, index) => ({ ...line, id: `line_${index}` }))
    const amounts = splitOrder(total, named)
    const units = named.flatMap((line) =>
      Array.from({ length: line.units }, (_, index) =>
        unit({
          id: `${line.id}/${index + 1}`,
          order_line_item_id: line.id,
          unit: index + 1,
          payment_amount: toMajorText(amounts.get(`${line.id}:${index + 1}`) ?? 0n, currency),
          refunded_amount: toMajorText(0n, currency),
        })
      )
    )
    const marks = [...cuts.map((cut) => cut % (total + 1n))].sort((a, b) => (a < b ? -1 : 1))
    return { currency, total, units, refundedSoFar: marks, seen }
  })

const apply = (units: readonly RefundedUnit[], order: OrderMoney): RefundedUnit[] => {
  const plan = planRefund(order, units)
  const amounts = new Map(plan.refunds.map((one) => [one.id, one.refunded_amount]))
  return units.map((one) => ({
    ...one,
    refunded_amount: amounts.get(one.id) ?? one.refunded_amount,
    status: plan.cancel.includes(one.id) ? "cancelled" : one.status,
  }))
}

describe("refunds of an order", () => {
  it("end in the one-shot computation, whatever states of the books were looked at on the way", () => {
    fc.assert(
      fc.property(history, ({ currency, total, units, refundedSoFar, seen }) => {
        const at = (refunded: bigint) =>
          money({
            currency_code: currency,
            amount: toMajorText(total, currency),
            paid: toMajorText(total, currency),
            refunded: toMajorText(refunded, currency),
          })
        const end = refundedSoFar.at(-1) ?? 0n
        // Delayed, repeated, late: any earlier state of the books that was worked off, then the last one. A refund
        // never grows smaller, so an earlier whole refund is the last one, too.
        const looked = seen.map((index) => refundedSoFar[index % Math.max(1, refundedSoFar.length)] ?? 0n)
        const walked = [...looked.filter((refunded) => refunded < total), end].reduce(
          (now, refunded) => apply(now, at(refunded)),
          units
        )
        expect(walked).toEqual(apply(units, at(end)))
        const shares = shareRefund(
          units.map((one) => ({ id: one.id, amount: BigInt(one.payment_amount.replace(".", "")) })),
          end
        )
        const sum = walked.reduce((whole, one) => whole + BigInt(one.refunded_amount.replace(".", "") || "0"), 0n)
        expect(sum).toBe(end)
        for (const one of walked) {
          expect(BigInt(one.refunded_amount.replace(".", ""))).toBe(shares.get(one.id) ?? 0n)
          expect(one.status).toBe(end === total ? "cancelled" : "pending_contact")
        }
        expect(planRefund(at(end), walked)).toMatchObject({ refunds: [], cancel: [] })
      }),
      { numRuns: 500 }
    )
  })

  it("end alike when units are provisioned between them, in any order", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), ({ currency, total, units, refundedSoFar }, order) => {
        const end = refundedSoFar.at(-1) ?? 0n
        const paid = toMajorText(total, currency)
        const books = money({ currency_code: currency, amount: paid, paid, refunded: toMajorText(end, currency) })
        const shuffled = [...units].sort(() => (order.next().value % 2 ? 1 : -1))
        let made: RefundedUnit[] = []
        for (const one of shuffled) made = apply([...made, one], books)
        const byId = (a: RefundedUnit, b: RefundedUnit) => (a.id < b.id ? -1 : 1)
        expect([...made].sort(byId)).toEqual([...apply(units, books)].sort(byId))
      }),
      { numRuns: 300 }
    )
  })

  it("leave the state of a request alone while something of the order is left", () => {
    const plan = planRefund(money({ refunded: "100" }), three)
    expect(plan).toMatchObject({ whole: false, cancel: [] })
    expect(plan.refunds.map((one) => one.refunded_amount)).toEqual(["33.34", "33.33", "33.33"])
  })

  it("give goods and units still to come their share", () => {
    const [first] = three
    const plan = planRefund(money({ refunded: "30" }), first ? [first] : [])
    expect(plan.refunds).toEqual([{ id: "r1", refunded_amount: "10.00" }])
  })

  it("end every open request of a cancelled or wholly refunded order, and no completed one", () => {
    const units = SERVICE_REQUEST_STATUSES.map((status, index) => unit({ id: status, unit: index + 1, status }))
    const open = SERVICE_REQUEST_STATUSES.filter((status) => !isFinal(status))
    expect(planRefund(money({ canceled: true }), units).cancel).toEqual(open)
    expect(planRefund(money({ amount: "600", paid: "600", refunded: "600" }), units).cancel).toEqual(open)
  })

  it("[R10] refund nobody when a payment made twice is given back once", () => {
    const twice = money({ paid: "600", refunded: "300" })
    expect(planRefund(twice, three)).toEqual({ whole: false, refunds: [], cancel: [] })
    expect(planRefund({ ...twice, refunded: "600" }, three)).toMatchObject({ whole: true })
  })

  it("never give a unit more than it cost", () => {
    expect(planRefund(money({ refunded: "900" }), three).refunds.map((one) => one.refunded_amount)).toEqual([
      "100.00",
      "100.00",
      "100.00",
    ])
  })
})
