import type { PortalRequest } from "@atrium/provider-assignment/contracts"
import fc from "fast-check"

import { needsOf, needsWords, nextDue, SOON_DAYS } from "./needs"
import { portalPath } from "./portal-path"
import { absenceWords } from "./words"

type Facts = Pick<PortalRequest, "status" | "due_at" | "work">
const NOW = new Date("2026-11-21T12:00:00Z")
const inDays = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000).toISOString()

const due = fc.option(fc.integer({ min: -10, max: 30 }).map(inDays))
const requests: fc.Arbitrary<Facts> = fc
  .record({
    status: fc.constantFrom("team_assigned" as const, "in_progress" as const),
    due_at: due,
    open: fc.nat(5),
    done: fc.nat(5),
    waiting: fc.nat(5),
    next: due,
  })
  .map(({ status, due_at, open, done, waiting, next }) => ({
    status,
    due_at,
    work: {
      open,
      done,
      waiting: Math.min(open, waiting),
      next: open === 0 ? null : { name: "Opening call", due_at: next },
    },
  }))

describe("what needs the provider now", () => {
  it("puts every request into one place, and what is due soon first", () => {
    fc.assert(
      fc.property(fc.array(requests), (all) => {
        const needs = needsOf(all, NOW)
        const placed = [...needs.due, ...needs.fresh, ...needs.waiting, ...needs.going]
        expect(new Set(placed)).toEqual(new Set(all))
        expect(placed).toHaveLength(all.length)
        for (const request of all) {
          const first = nextDue(request)
          expect(needs.due.includes(request)).toBe(first !== null && first <= inDays(SOON_DAYS))
        }
        for (const request of needs.waiting) expect(request.work.waiting).toBe(request.work.open)
      }),
      { numRuns: 200 }
    )
  })

  it("says it in one sentence", () => {
    const none = { due: [], fresh: [], waiting: [], going: [] }
    expect(needsWords(none)).toBe("Nothing needs your attention.")
  })
})

describe("the way back after signing in", () => {
  it("stays inside the portal", () => {
    expect(portalPath("/provider/requests/sreq_1")).toBe("/provider/requests/sreq_1")
    for (const elsewhere of [
      "/account",
      "//evil.example",
      "https://evil.example/provider",
      "/provider/../account",
      "/providers",
      7,
    ])
      expect(portalPath(elsewhere)).toBe("/provider")
  })
})

describe("the days of an absence", () => {
  it("are the ones the provider named, where the provider works", () => {
    const days = { starts_at: "2026-12-23T18:30:00.000Z", ends_at: "2026-12-26T18:30:00.000Z" }
    expect(absenceWords(days, "en-GB", "Asia/Kolkata")).toBe("24 December 2026 to 26 December 2026")
    expect(absenceWords({ ...days, ends_at: "2026-12-24T18:30:00.000Z" }, "en-GB", "Asia/Kolkata")).toBe(
      "24 December 2026"
    )
  })
})
