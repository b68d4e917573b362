import fc from "fast-check"

import { eventTime, KEPT_DAYS, keptSince } from "./event-time"

const at = (text: string) => new Date(text)

describe("the time of an event", () => {
  const arrived = at("2026-11-30T08:15:42.123Z")

  it("is stored to the minute", () => {
    expect(eventTime(at("2026-11-30T08:14:59.999Z"), arrived)).toEqual(at("2026-11-30T08:14:00Z"))
    expect(eventTime(at("2026-11-29T08:15:42.123Z"), arrived)).toEqual(at("2026-11-29T08:15:00Z"))
  })

  it("is that of its arrival when the browser's clock is wrong", () => {
    for (const wrong of ["2026-11-30T08:15:42.124Z", "2031-01-01T00:00:00Z", "2026-11-29T08:15:42.122Z"])
      expect(eventTime(at(wrong), arrived)).toEqual(at("2026-11-30T08:15:00Z"))
  })
})

describe("thirteen months", () => {
  it("are calendar months, and end on a month's last day where it has fewer days", () => {
    expect(keptSince(at("2026-11-30T08:15:59.999Z"))).toEqual(at("2025-10-30T08:15:00Z"))
    expect(keptSince(at("2026-11-30T08:15:00Z"))).toEqual(at("2025-10-30T08:15:00Z"))
    expect(keptSince(at("2027-03-31T00:00:00Z"))).toEqual(at("2026-02-28T00:00:00Z"))
    expect(keptSince(at("2029-03-30T00:00:00Z"))).toEqual(at("2028-02-29T00:00:00Z"))
  })

  it("are at most the days that the list of retention times states", () => {
    fc.assert(
      fc.property(fc.date({ min: at("2020-01-01"), max: at("2100-01-01"), noInvalidDate: true }), (now) => {
        const days = (now.getTime() - keptSince(now).getTime()) / 86_400_000
        expect(days).toBeGreaterThanOrEqual(393)
        expect(Math.floor(days)).toBeLessThanOrEqual(KEPT_DAYS)
      })
    )
  })
})
