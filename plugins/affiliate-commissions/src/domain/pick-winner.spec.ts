import fc from "fast-check"

import type { AttributionRule } from "../contracts/statuses"
import { type Contender, pickWinner, type ProgrammeTerms } from "./pick-winner"

const PAID = new Date("2026-06-30T12:00:00Z")
const daysBefore = (days: number) => new Date(PAID.getTime() - days * 86_400_000)

const terms = (attribution: AttributionRule, programme = "one"): ProgrammeTerms => ({
  ...{ programme_id: programme, name: programme, version_id: `${programme}-1` },
  ...{ attribution, window_days: 30, holding_days: 30 },
})

const contender = (id: string, rule: AttributionRule, days: number[], programme?: string): Contender => ({
  ...{ affiliate_id: id, code: id.toUpperCase(), terms: terms(rule, programme), clicked: days.length > 0 },
  clicks: days.map((day) => ({ id: `${id}-${day}`, at: daysBefore(day) })),
})

const winner = (contenders: Contender[], code: string | null = null) => {
  const won = pickWinner(contenders, { code, paidAt: PAID })
  return won.contender === null ? null : [won.contender.affiliate_id, won.click_id]
}

describe("who earns", () => {
  it.each([
    ["last_click" as const, ["ravi", "ravi-2"]],
    ["first_click" as const, ["maya", "maya-20"]],
  ])("by %s", (rule, expected) => {
    expect(winner([contender("maya", rule, [20, 10]), contender("ravi", rule, [15, 2])])).toEqual(expected)
  })

  it("a code that was entered counts as a click at payment: it wins by last click, not by first", () => {
    const rivals = (rule: AttributionRule) => [contender("maya", rule, [3]), contender("ravi", rule, [])]
    expect(winner(rivals("last_click"), "RAVI")).toEqual(["ravi", null])
    expect(winner(rivals("first_click"), "RAVI")).toEqual(["maya", "maya-3"])
  })

  it("a code whose click is older than the window earns nothing by being sent along", () => {
    const late: Contender = { ...contender("maya", "last_click", []), clicked: true }
    expect(winner([late], "MAYA")).toBeNull()
    expect(pickWinner([late], { code: "MAYA", paidAt: PAID }).reason).toContain("older than")
    expect(winner([], "NOBODY")).toBeNull()
  })

  it("of two programmes the one touched last decides, by its rule among its own", () => {
    const contenders = [
      contender("maya", "first_click", [20, 1], "one"),
      contender("ravi", "first_click", [25], "one"),
      contender("lena", "last_click", [29, 5], "two"),
    ]
    expect(winner(contenders)).toEqual(["ravi", "ravi-25"])
  })

  it("is an affiliate whenever one touched the buyer in time, and the same in any order [P29 R10.2]", () => {
    const some = fc.record({
      id: fc.constantFrom("a", "b", "c", "d"),
      days: fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 3 }),
    })
    const rules = fc.constantFrom<AttributionRule>("first_click", "last_click")
    fc.assert(
      fc.property(
        fc.uniqueArray(some, { selector: ({ id }) => id }),
        rules,
        fc.constantFrom("A", "Z", null),
        (all, rule, code) => {
          const contenders = all.map(({ id, days }) => contender(id, rule, [...new Set(days)]))
          const won = winner(contenders, code)
          expect(winner([...contenders].reverse(), code)).toEqual(won)
          const touched = contenders.filter((one) => one.clicks.length > 0 || one.code === code)
          expect(won !== null).toBe(touched.length > 0)
        }
      ),
      { numRuns: 300 }
    )
  })
})
