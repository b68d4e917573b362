import { toMajorText } from "@atrium/kernel"
import fc from "fast-check"

import { shareRefund } from "../contracts/refund-shares"
import { SERVICE_REQUEST_STATUSES } from "../contracts/statuses"
import { splitOrder } from "./purchase-shares"
import { planRefund, type RefundedOrder, type RefundedUnit } from "./refund-plan"
import { isFinal } from "./service-request-status"

const money = (over: Partial<RefundedOrder> = {}): RefundedOrder => ({
  ...{ currency_code: "inr", cost: "300", lowered: "0", captured: "300", refunded: "0", canceled: false },
  lines: [{ line_id: "l1", held: 99 }],
  ...over,
})
const unit = (over: Partial<RefundedUnit> = {}): RefundedUnit => ({
  ...{ id: "r1", order_line_item_id: "l1", unit: 1, status: "pending_contact", removed: false },
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

const linesOf = (units: readonly RefundedUnit[]) =>
  [...new Set(units.map((one) => one.order_line_item_id))].map((line_id) => ({ line_id, held: 99 }))

const apply = (units: readonly RefundedUnit[], order: RefundedOrder): RefundedUnit[] => {
  const plan = planRefund(order, units)
  const amounts = new Map(plan.refunds.map((one) => [one.id, one.refunded_amount]))
  return units.map((one) => ({
    ...one,
    refunded_amount: amounts.get(one.id) ?? one.refunded_amount,
    status: plan.cancel.includes(one.id) ? "cancelled" : one.status,
    removed: one.removed || plan.removed.includes(one.id),
  }))
}

describe("refunds of an order", () => {
  it("a refund of a chosen unit falls to that unit alone and cancels it; the others keep their shares", () => {
    const order = money({ refunded: "100", lines: [{ line_id: "l1", held: 99, refunded_units: [2] }] })
    expect(planRefund(order, three)).toMatchObject({
      refunds: [{ id: "r2", refunded_amount: "100.00" }],
      cancel: ["r2"],
      removed: [],
      whole: false,
    })
    const completed = [unit(), unit({ id: "r2", unit: 2, status: "completed" })]
    expect(planRefund(money({ ...order, cost: "200", captured: "200" }), completed).cancel).toEqual([])
  })

  it("an amount that was refunded before a chosen unit stays shared over the other units", () => {
    // 30 over three units, then 90 for the rest of the second.
    const order = money({ refunded: "120", lines: [{ line_id: "l1", held: 99, refunded_units: [2] }] })
    const after = apply(three, order)
    expect(after.map((one) => one.refunded_amount)).toEqual(["10.00", "100.00", "10.00"])
  })

  it("an edit that removes a unit after one was refunded removes the refunded one", () => {
    const order = money({
      ...{ cost: "200", lowered: "100", refunded: "100" },
      lines: [{ line_id: "l1", held: 2, refunded_units: [2] }],
    })
    expect(planRefund(order, three)).toMatchObject({
      removed: ["r2"],
      cancel: ["r2"],
      refunds: [{ id: "r2", refunded_amount: "100.00" }],
    })
  })

  it("match the one-time computation, whatever intermediate states were processed", () => {
    fc.assert(
      fc.property(history, ({ currency, total, units, refundedSoFar, seen }) => {
        const at = (refunded: bigint) =>
          money({
            currency_code: currency,
            cost: toMajorText(total, currency),
            captured: toMajorText(total, currency),
            refunded: toMajorText(refunded, currency),
            lines: linesOf(units),
          })
        const end = refundedSoFar.at(-1) ?? 0n
        // Delayed, repeated, late: any earlier state that was processed, then the last one. A refund never shrinks, so an
        // earlier full refund is the last one, too.
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

  it("have the same result when units are provisioned between them, in any order", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), ({ currency, total, units, refundedSoFar }, order) => {
        const end = refundedSoFar.at(-1) ?? 0n
        const paid = toMajorText(total, currency)
        const refunded = toMajorText(end, currency)
        const books = money({ currency_code: currency, cost: paid, captured: paid, refunded, lines: linesOf(units) })
        const shuffled = [...units].sort(() => (order.next().value % 2 ? 1 : -1))
        let made: RefundedUnit[] = []
        for (const one of shuffled) made = apply([...made, one], books)
        const byId = (a: RefundedUnit, b: RefundedUnit) => (a.id < b.id ? -1 : 1)
        expect([...made].sort(byId)).toEqual([...apply(units, books)].sort(byId))
      }),
      { numRuns: 300 }
    )
  })

  it("don't change the state of a request while part of the order is left", () => {
    const plan = planRefund(money({ refunded: "100" }), three)
    expect(plan).toMatchObject({ whole: false, cancel: [] })
    expect(plan.refunds.map((one) => one.refunded_amount)).toEqual(["33.34", "33.33", "33.33"])
  })

  it("give goods and units not provisioned yet their share", () => {
    const [first] = three
    const plan = planRefund(money({ refunded: "30" }), first ? [first] : [])
    expect(plan.refunds).toEqual([{ id: "r1", refunded_amount: "10.00" }])
  })

  it("cancel every open request of a canceled or fully refunded order, and no completed one", () => {
    const units = SERVICE_REQUEST_STATUSES.map((status, index) => unit({ id: status, unit: index + 1, status }))
    const open = SERVICE_REQUEST_STATUSES.filter((status) => !isFinal(status))
    expect(planRefund(money({ canceled: true }), units).cancel).toEqual(open)
    expect(planRefund(money({ cost: "600", captured: "600", refunded: "600" }), units).cancel).toEqual(open)
  })

  it("refund no one when a payment made twice is refunded once [R10]", () => {
    const twice = money({ captured: "600", refunded: "300" })
    expect(planRefund(twice, three)).toMatchObject({ whole: false, refunds: [], removed: [], cancel: [] })
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

describe("changes of an order", () => {
  const other = unit({ id: "o1", order_line_item_id: "l2", payment_amount: "50" })
  const both = [...three, other]
  const edited = (over: Partial<RefundedOrder>) => money({ cost: "350", captured: "350", ...over })
  const ids = (units: readonly RefundedUnit[], hold: (one: RefundedUnit) => boolean) =>
    units.filter(hold).map((one) => one.id)

  it("cancel the request of a removed line, which then takes its refund alone", () => {
    const lines = [{ line_id: "l1", held: 3 }]
    const plan = planRefund(edited({ cost: "300", lowered: "50", refunded: "50", lines }), both)
    expect(plan).toMatchObject({ whole: false, removed: ["o1"], cancel: ["o1"] })
    expect(plan.refunds).toEqual([{ id: "o1", refunded_amount: "50.00" }])
  })

  it("cancel the newest open units of a line whose quantity was lowered, and leave completed ones", () => {
    const lines = [{ line_id: "l1", held: 1 }]
    const completed = three.map((one) => (one.unit === 3 ? { ...one, status: "completed" as const } : one))
    expect(planRefund(money({ lines }), three)).toMatchObject({ removed: ["r3", "r2"], cancel: ["r2", "r3"] })
    expect(planRefund(money({ lines }), completed)).toMatchObject({ removed: ["r2", "r1"], cancel: ["r1", "r2"] })
    // Units that staff canceled before count as the removed ones.
    const canceled = three.map((one) => (one.unit === 1 ? { ...one, status: "cancelled" as const } : one))
    const two = [{ line_id: "l1", held: 2 }]
    expect(planRefund(money({ lines: two }), canceled)).toMatchObject({ removed: ["r1"], cancel: [] })
  })

  it("share refunds beyond the removed items over the rest", () => {
    const lines = [{ line_id: "l1", held: 3 }]
    const plan = planRefund(edited({ cost: "300", lowered: "50", refunded: "80", lines }), both)
    expect(plan.refunds.map((one) => one.refunded_amount)).toEqual(["10.00", "10.00", "10.00", "50.00"])
  })

  it("don't affect services when goods are removed and refunded, or were never paid for", () => {
    const lines = [{ line_id: "l1", held: 3 }]
    const goodsOut = money({ cost: "300", lowered: "40", captured: "340", refunded: "40", lines })
    expect(planRefund(goodsOut, three).refunds).toEqual([])
    const addedInVain = money({ cost: "300", lowered: "40", captured: "300", refunded: "30", lines })
    expect(planRefund(addedInVain, three).refunds.map((one) => one.refunded_amount)).toEqual([
      "10.00",
      "10.00",
      "10.00",
    ])
  })

  it("have the same result in whatever order edit, refund and processing come, and take nothing from what was kept", () => {
    const steps = fc.shuffledSubarray(["lower", "refund", "look", "look"] as const, { minLength: 4 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), steps, (kept, order) => {
        const gone = String((3 - kept) * 100)
        const lowered = { cost: String(kept * 100), lowered: gone, lines: [{ line_id: "l1", held: kept }] }
        let books = money()
        let units: readonly RefundedUnit[] = three
        for (const next of [...order, "look" as const]) {
          if (next === "lower") books = { ...books, ...lowered }
          else if (next === "refund") books = { ...books, refunded: gone }
          else units = apply(units, books)
        }
        expect(ids(units, (one) => one.removed)).toEqual(["r1", "r2", "r3"].slice(kept))
        for (const one of units) {
          expect(Number(one.refunded_amount)).toBe(one.removed ? 100 : 0)
          expect(one.status).toBe(one.removed ? "cancelled" : "pending_contact")
        }
      })
    )
  })
})
