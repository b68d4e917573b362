import fc from "fast-check"

import { contactBy } from "./contact-by"
import { boundsOfWeek, minutesOf, weekAfter, weekOf, workingTime } from "./working-time"

const at = (moment: string) => Date.parse(moment)

describe("working time", () => {
  it("follows daylight saving time: a night shift over the change is an hour longer or shorter", () => {
    const night = { time_zone: "Europe/Berlin", working_hours: { sun: [["00:00", "24:00"] as [string, string]] } }
    const minutesIn = (week: string) => minutesOf(workingTime(night, boundsOfWeek(week, night.time_zone)))
    expect([minutesIn("2026-03-23"), minutesIn("2026-10-19"), minutesIn("2026-11-16")]).toEqual([
      23 * 60,
      25 * 60,
      24 * 60,
    ])
  })

  it("begins an hour later when the clock jumps over its beginning", () => {
    const early = { time_zone: "Europe/Berlin", working_hours: { sun: [["02:30", "05:00"] as [string, string]] } }
    expect(workingTime(early, boundsOfWeek("2026-03-23", early.time_zone))).toEqual([
      [at("2026-03-29T01:30:00.000Z"), at("2026-03-29T03:00:00.000Z")],
    ])
  })

  it("leaves out what lies before, after, and in absences", () => {
    const office = { time_zone: "UTC", working_hours: { wed: [["09:00", "17:00"] as [string, string]] } }
    const within = [at("2026-11-18T10:00:00.000Z"), at("2026-11-18T16:00:00.000Z")] as const
    const lunch = [{ starts_at: "2026-11-18T12:00:00.000Z", ends_at: "2026-11-18T13:00:00.000Z" }]
    expect(workingTime(office, within, lunch)).toEqual([
      [at("2026-11-18T10:00:00.000Z"), at("2026-11-18T12:00:00.000Z")],
      [at("2026-11-18T13:00:00.000Z"), at("2026-11-18T16:00:00.000Z")],
    ])
  })

  it("knows one Monday for each moment, in every time zone", () => {
    const zones = fc.constantFrom("Asia/Kolkata", "Pacific/Auckland", "America/New_York", "Europe/London")
    fc.assert(
      fc.property(zones, fc.integer({ min: at("2024-01-01"), max: at("2030-01-01") }), (zone, moment) => {
        const [from, to] = boundsOfWeek(weekOf(moment, zone), zone)
        expect(from).toBeLessThanOrEqual(moment)
        expect(moment).toBeLessThan(to)
        expect(weekOf(to, zone)).toBe(weekAfter(weekOf(moment, zone), 1))
      }),
      { numRuns: 200 }
    )
  })
})

describe("the promised contact", () => {
  const by = (bought: string, hours: number, now = bought) =>
    contactBy(new Date(bought), hours, new Date(now)).toISOString()

  it("is the service's working hours after the purchase, in whole working days", () => {
    expect(by("2026-11-18T10:00:00.000Z", 2)).toBe("2026-11-19T10:00:00.000Z")
    expect(by("2026-11-18T10:00:00.000Z", 8)).toBe("2026-11-19T10:00:00.000Z")
    expect(by("2026-11-18T10:00:00.000Z", 9)).toBe("2026-11-20T10:00:00.000Z")
    expect(by("2026-11-20T20:00:00.000Z", 8)).toBe("2026-11-23T20:00:00.000Z")
  })

  it("counts a purchase on a weekend from Monday, all of which there is to make the call", () => {
    expect(by("2026-11-21T01:00:00.000Z", 4)).toBe("2026-11-24T00:00:00.000Z")
    expect(by("2026-11-22T23:59:00.000Z", 4)).toBe("2026-11-24T00:00:00.000Z")
  })

  it("counts again from now once the promised time has passed", () => {
    expect(by("2026-11-02T10:00:00.000Z", 8, "2026-11-18T10:00:00.000Z")).toBe("2026-11-19T10:00:00.000Z")
  })
})
