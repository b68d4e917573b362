import { shareRefund } from "@atrium/service-provisioning/contracts"
import fc from "fast-check"

import { commissionOwed, type FrozenFacts } from "./commission-owed"
import { freezeAnswer } from "./commission-rule"
import { partsOfOrder } from "./order-parts"

const CURRENCIES = { jpy: 0, inr: 2, kwd: 3 } as const

/** A paid order in a currency, its rule, and refunds that never exceed what was paid. */
const history = fc
  .record({
    currency: fc.constantFrom(...(Object.keys(CURRENCIES) as (keyof typeof CURRENCIES)[])),
    lines: fc.array(
      fc.record({ minor: fc.bigInt(0n, 5_000_000n), taxRate: fc.constantFrom("0", "5", "8.875", "18", "19") }),
      { minLength: 1, maxLength: 5 }
    ),
    rate_bp: fc.integer({ min: 0, max: 10_000 }),
    cuts: fc.array(fc.bigInt(0n, 1_000_000n), { minLength: 0, maxLength: 8 }),
  })
  .map(({ currency, lines, rate_bp, cuts }) => {
    const scale = CURRENCIES[currency]
    const text = (minor: bigint) => {
      const digits = minor.toString().padStart(scale + 1, "0")
      return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
    }
    const bought = lines.map(({ minor, taxRate }, index) => ({
      id: `line-${index}`,
      product_id: `prod-${index}`,
      title: "A service",
      quantity: 1,
      total: text(minor),
      tax_rate: taxRate,
    }))
    const total = lines.reduce((sum, { minor }) => sum + minor, 0n)
    const order = partsOfOrder(text(total), currency, bought)
    const whole = cuts.reduce((sum, cut) => sum + cut, 0n)
    // The cuts say how the refunded money is spread over refunds; some histories end with everything refunded.
    const refunds = whole === 0n ? [] : cuts.map((cut) => (total * cut) / (whole + (rate_bp % 2 === 0 ? 0n : whole)))
    return { currency, total, order, rate_bp, refunds }
  })

const factsOf = (order: ReturnType<typeof partsOfOrder>, index: number): FrozenFacts => {
  const line = order.lines[index]
  return { line_id: line?.id ?? "", base: line?.base ?? 0n, parts: order.parts }
}

/** The expected amount by one rational division over the whole history. */
const oneShot = (rate: number, facts: FrozenFacts, refunded: bigint): bigint => {
  const paid = facts.parts.find(({ id }) => id === facts.line_id)?.amount ?? 0n
  const back = shareRefund(facts.parts, refunded).get(facts.line_id) ?? 0n
  if (paid === 0n) return 0n
  const dividend = BigInt(rate) * facts.base * (paid - back)
  return (dividend - (dividend % (paid * 10_000n))) / (paid * 10_000n)
}

describe("what is owed for a line", () => {
  it("is the rule's rate of what was paid without tax, rounded down, while nothing was refunded [P30 R10.3]", () => {
    fc.assert(
      fc.property(history, ({ order, rate_bp }) => {
        order.lines.forEach((line, index) => {
          const expected = line.paid === 0n ? 0n : (line.base * BigInt(rate_bp)) / 10_000n
          expect(commissionOwed({ rate_bp, rule_amount: null }, factsOf(order, index), [])).toBe(expected)
        })
      }),
      { numRuns: 300 }
    )
  })

  it("equals the one-shot computation after every refund of 2,000 random histories with 0, 2 and 3 decimals [P32 R10.5]", () => {
    let posted = 0
    fc.assert(
      fc.property(history, ({ order, rate_bp, refunds }) => {
        const booked = order.lines.map(() => 0n)
        // Of all refunds of a history in turn: an expectation each takes longer than the rule.
        const [afterEach, expected]: [bigint[], bigint[]] = [[], []]
        for (let made = 0; made <= refunds.length; made++)
          order.lines.forEach((_line, index) => {
            const facts = factsOf(order, index)
            // As the ledger does: what is owed now, less what was posted so far.
            const delta =
              commissionOwed({ rate_bp, rule_amount: null }, facts, refunds.slice(0, made)) - (booked[index] ?? 0n)
            booked[index] = (booked[index] ?? 0n) + delta
            posted += 1
            const soFar = refunds.slice(0, made).reduce((sum, amount) => sum + amount, 0n)
            afterEach.push(booked[index])
            expected.push(oneShot(rate_bp, facts, soFar))
          })
        expect(afterEach).toEqual(expected)
      }),
      { numRuns: 2000 }
    )
    expect(posted).toBeGreaterThan(2000)
  })

  it("does not depend on the order or the number of refunds, is never below zero nor above the base", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), ({ order, rate_bp, refunds }, order_) => {
        const shuffled = refunds
          .map((amount) => ({ amount, place: order_.next().value }))
          .sort((a, b) => Number(a.place) - Number(b.place))
          .map(({ amount }) => amount)
        const sum = refunds.reduce((total, amount) => total + amount, 0n)
        order.lines.forEach((line, index) => {
          const facts = factsOf(order, index)
          const owed = commissionOwed({ rate_bp, rule_amount: null }, facts, refunds)
          expect(commissionOwed({ rate_bp, rule_amount: null }, facts, shuffled)).toBe(owed)
          expect(commissionOwed({ rate_bp, rule_amount: null }, facts, [sum])).toBe(owed)
          expect(owed >= 0n && owed <= line.base).toBe(true)
        })
      }),
      { numRuns: 500 }
    )
  })

  it("is nothing once everything was refunded", () => {
    fc.assert(
      fc.property(history, ({ order, rate_bp, total }) => {
        order.lines.forEach((_line, index) =>
          expect(commissionOwed({ rate_bp, rule_amount: null }, factsOf(order, index), [total, 1_000n])).toBe(0n)
        )
      })
    )
  })
})

describe("a rule of another plugin", () => {
  const foreign = fc.record({
    bought: history,
    answer: fc.oneof(
      fc.record({ amount: fc.bigInt(0n, 9_000_000n) }),
      fc.record({ rate_bp: fc.integer({ min: 0, max: 10_000 }) })
    ),
  })

  it("books a cumulative, whole amount that never exceeds what is left of the line, for any result of a rule", () => {
    fc.assert(
      fc.property(foreign, ({ bought: { order, refunds }, answer }) => {
        const wrong: string[] = []
        order.lines.forEach((line, index) => {
          const facts = factsOf(order, index)
          const rule = freezeAnswer(answer, { ...line, service_id: null, title: "A service", quantity: 1 })
          let booked = 0n
          for (let made = 0; made <= refunds.length; made++) {
            const soFar = refunds.slice(0, made)
            booked += commissionOwed(rule, facts, soFar) - booked
            const sum = soFar.reduce((total, amount) => total + amount, 0n)
            const expected = commissionOwed(rule, facts, [sum])
            if (booked !== expected) wrong.push(`${line.id}: ${booked} instead of ${expected}`)
            const kept = line.paid - (shareRefund(facts.parts, sum).get(line.id) ?? 0n)
            if (booked < 0n || booked * line.paid > line.base * kept)
              wrong.push(`${line.id}: ${booked} is not left of it`)
          }
        })
        expect(wrong).toEqual([])
      }),
      { numRuns: 1000 }
    )
  })

  it("refuses a result that is neither an amount nor a rate", () => {
    const line = { id: "a", service_id: null, title: "A", quantity: 1, paid: 100n, base: 100n }
    for (const answer of [{ amount: -1n }, { rate_bp: 10_001 }, { rate_bp: -1 }, { rate_bp: 0.5 }])
      expect(() => freezeAnswer(answer, line)).toThrow(TypeError)
  })
})

describe("the parts of an order", () => {
  it("splits an order into parts that sum to what was paid, with no base above its line's price", () => {
    fc.assert(
      fc.property(history, ({ order, total }) => {
        expect(order.parts.reduce((sum, { amount }) => sum + amount, 0n)).toBe(total)
        for (const line of order.lines) expect(line.base >= 0n && line.base <= line.paid).toBe(true)
      })
    )
  })

  it("takes the tax out of what was paid for a line", () => {
    const line = { id: "a", product_id: "p", title: "A", quantity: 1, total: "1180", tax_rate: "18" }
    expect(partsOfOrder("1180", "inr", [line]).lines).toEqual([{ id: "a", paid: 118_000n, base: 100_000n }])
  })

  it("leaves shipping to no line", () => {
    const line = { id: "a", product_id: "p", title: "A", quantity: 1, total: "90", tax_rate: "0" }
    const { lines, parts } = partsOfOrder("100", "jpy", [line])
    expect(lines).toEqual([{ id: "a", paid: 90n, base: 90n }])
    expect(parts).toHaveLength(2)
  })
})
