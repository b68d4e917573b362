import type { PortalRequest } from "@atrium/provider-assignment/contracts"
import fc from "fast-check"

import { DUE_SOON_DAYS, groupRequests, groupsSummary, nextDue } from "./request-groups"
import { portalPath } from "./portal-path"
import { formatAbsence } from "./format"

type RequestFields = Pick<PortalRequest, "status" | "due_at" | "work">
const NOW = new Date("2026-11-21T12:00:00Z")
const inDays = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000).toISOString()

const anyDue = fc.option(fc.integer({ min: -10, max: 30 }).map(inDays))
const anyRequest: fc.Arbitrary<RequestFields> = fc
  .record({
    status: fc.constantFrom("team_assigned" as const, "in_progress" as const),
    due_at: anyDue,
    open: fc.nat(5),
    done: fc.nat(5),
    waiting: fc.nat(5),
    next: anyDue,
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

describe("request groups", () => {
  it("every open request is in exactly one group, and requests due soon come first", () => {
    fc.assert(
      fc.property(fc.array(anyRequest), (all) => {
        const groups = groupRequests(all, NOW)
        const grouped = [...groups.dueSoon, ...groups.new, ...groups.waiting, ...groups.inProgress]
        expect(new Set(grouped)).toEqual(new Set(all))
        expect(grouped).toHaveLength(all.length)
        for (const request of all) {
          const due = nextDue(request)
          expect(groups.dueSoon.includes(request)).toBe(due !== null && due <= inDays(DUE_SOON_DAYS))
        }
        for (const request of groups.waiting) expect(request.work.waiting).toBe(request.work.open)
      }),
      { numRuns: 200 }
    )
  })

  it("a provider without open requests is told that nothing needs attention", () => {
    const none = { dueSoon: [], new: [], waiting: [], inProgress: [] }
    expect(groupsSummary(none)).toBe("Nothing needs your attention.")
  })
})

describe("the portal page after signing in", () => {
  it("signing in to the portal never redirects outside the portal", () => {
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

describe("absence dates", () => {
  it("an absence is shown with the days the provider chose, in the provider's time zone", () => {
    const days = { starts_at: "2026-12-23T18:30:00.000Z", ends_at: "2026-12-26T18:30:00.000Z" }
    expect(formatAbsence(days, "en-GB", "Asia/Kolkata")).toBe("24 December 2026 to 26 December 2026")
    expect(formatAbsence({ ...days, ends_at: "2026-12-24T18:30:00.000Z" }, "en-GB", "Asia/Kolkata")).toBe(
      "24 December 2026"
    )
  })
})
