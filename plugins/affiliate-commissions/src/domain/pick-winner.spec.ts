import fc from "fast-check"

import type { AttributionRule } from "../contracts/statuses"
import { type Candidate, pickWinner, type ProgrammeTerms } from "./pick-winner"

const PAID = new Date("2026-06-30T12:00:00Z")
const daysBefore = (days: number) => new Date(PAID.getTime() - days * 86_400_000)

const terms = (attribution: AttributionRule, programme = "one"): ProgrammeTerms => ({
  ...{ programme_id: programme, name: programme, version_id: `${programme}-1` },
  ...{ attribution, window_days: 30, holding_days: 30 },
})

const candidate = (id: string, rule: AttributionRule, days: number[], programme?: string): Candidate => ({
  ...{ affiliate_id: id, code: id.toUpperCase(), terms: terms(rule, programme), clicked: days.length > 0 },
  clicks: days.map((day) => ({ id: `${id}-${day}`, at: daysBefore(day) })),
})

const winner = (candidates: Candidate[], code: string | null = null) => {
  const won = pickWinner(candidates, { code, paidAt: PAID })
  return won.candidate === null ? null : [won.candidate.affiliate_id, won.click_id]
}

describe("who earns", () => {
  it.each([
    ["last_click" as const, ["ravi", "ravi-2"]],
    ["first_click" as const, ["maya", "maya-20"]],
  ])("picks the affiliate by %s", (rule, expected) => {
    expect(winner([candidate("maya", rule, [20, 10]), candidate("ravi", rule, [15, 2])])).toEqual(expected)
  })

  it("a code that was entered counts as a click at payment: it wins by last click, not by first", () => {
    const rivals = (rule: AttributionRule) => [candidate("maya", rule, [3]), candidate("ravi", rule, [])]
    expect(winner(rivals("last_click"), "RAVI")).toEqual(["ravi", null])
    expect(winner(rivals("first_click"), "RAVI")).toEqual(["maya", "maya-3"])
  })

  it("pays nothing for a code whose click is older than the window, even if it is sent with the order", () => {
    const late: Candidate = { ...candidate("maya", "last_click", []), clicked: true }
    expect(winner([late], "MAYA")).toBeNull()
    expect(pickWinner([late], { code: "MAYA", paidAt: PAID }).reason).toContain("older than")
    expect(winner([], "NOBODY")).toBeNull()
  })

  it("lets the program of the last click decide, by its rule among its affiliates", () => {
    const candidates = [
      candidate("maya", "first_click", [20, 1], "one"),
      candidate("ravi", "first_click", [25], "one"),
      candidate("lena", "last_click", [29, 5], "two"),
    ]
    expect(winner(candidates)).toEqual(["ravi", "ravi-25"])
  })

  it("picks an affiliate whenever the buyer clicked in time, and the same in any order [P29 R10.2]", () => {
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
          const candidates = all.map(({ id, days }) => candidate(id, rule, [...new Set(days)]))
          const won = winner(candidates, code)
          expect(winner([...candidates].reverse(), code)).toEqual(won)
          const touched = candidates.filter((one) => one.clicks.length > 0 || one.code === code)
          expect(won !== null).toBe(touched.length > 0)
        }
      ),
      { numRuns: 300 }
    )
  })
})
