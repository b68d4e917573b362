import fc from "fast-check"

import {
  type Agenda,
  blockedUntil,
  freeStarts,
  overlaps,
  slotsByDay,
  type SlotRules,
  type Span,
  spanOfDays,
} from "./slots"

const at = (moment: string) => Date.parse(moment)
const span = (from: string, to: string): Span => [at(from), at(to)]
const iso = (starts: readonly number[]) => starts.map((start) => new Date(start).toISOString().slice(0, 16))

const RULES: SlotRules = { minutes: 30, notice_hours: 4, horizon_days: 30, buffer_minutes: 0 }
const NOW = new Date("2026-11-30T00:00:00.000Z")
const MORNING: Agenda = { working: [span("2026-11-30T09:00Z", "2026-11-30T11:00Z")], away: [], busy: [] }
const WEEK: Span = span("2026-11-30T00:00Z", "2026-12-07T00:00Z")

describe("free slots", () => {
  it.each<[string, Partial<Agenda>, Partial<SlotRules>, string, string[]]>([
    ["all of the working hours", {}, {}, "2026-11-30T00:00Z", ["09:00", "09:30", "10:00", "10:30"]],
    ["only what ends within them", {}, { minutes: 45 }, "2026-11-30T00:00Z", ["09:00", "09:45"]],
    ["nothing within the notice", {}, {}, "2026-11-30T05:31Z", ["10:00", "10:30"]],
    ["a slot at the very end of the notice", {}, {}, "2026-11-30T05:30Z", ["09:30", "10:00", "10:30"]],
    [
      "nothing in an absence, and the grid stays",
      { away: [span("2026-11-30T09:10Z", "2026-11-30T09:20Z")] },
      {},
      "2026-11-30T00:00Z",
      ["09:30", "10:00", "10:30"],
    ],
    [
      "nothing over another consultation, but right after it",
      { busy: [span("2026-11-30T09:30Z", "2026-11-30T10:00Z")] },
      {},
      "2026-11-30T00:00Z",
      ["09:00", "10:00", "10:30"],
    ],
    [
      "the buffer before the next consultation",
      { busy: [span("2026-11-30T10:00Z", "2026-11-30T10:40Z")] },
      { buffer_minutes: 10 },
      "2026-11-30T00:00Z",
      ["09:00"],
    ],
    ["nothing beyond the horizon", {}, { horizon_days: 1 }, "2026-11-29T09:45Z", ["09:00", "09:30"]],
  ])("are %s", (_what, agenda, rules, now, expected) => {
    const starts = freeStarts({ ...MORNING, ...agenda }, { ...RULES, ...rules }, WEEK, new Date(now))
    expect(iso(starts)).toEqual(expected.map((time) => `2026-11-30T${time}`))
  })

  it("lie in the span that was asked for", () => {
    const starts = freeStarts(MORNING, RULES, span("2026-11-30T09:15Z", "2026-11-30T10:30Z"), NOW)
    expect(iso(starts)).toEqual(["2026-11-30T09:30", "2026-11-30T10:00"])
  })

  it("never overlap each other's time, an absence or another consultation, whatever the agenda", () => {
    const spans = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 600 })).map(([from, length]): Span => {
        const start = NOW.getTime() + from * 60_000
        return [start, start + length * 60_000]
      }),
      { maxLength: 5 }
    )
    fc.assert(
      fc.property(
        spans,
        spans,
        fc.integer({ min: 10, max: 90 }),
        fc.integer({ min: 0, max: 30 }),
        (away, busy, minutes, buffer_minutes) => {
          const rules = { ...RULES, minutes, buffer_minutes, notice_hours: 0 }
          const working = [span("2026-11-30T06:00Z", "2026-11-30T20:00Z")]
          for (const start of freeStarts({ working, away, busy }, rules, WEEK, NOW)) {
            const own: Span = [start, start + minutes * 60_000]
            expect(away.some((other) => overlaps(own, other))).toBe(false)
            expect(busy.some((other) => overlaps([start, blockedUntil(start, rules)], other))).toBe(false)
            expect(working.some(([from, to]) => from <= own[0] && own[1] <= to)).toBe(true)
          }
        }
      )
    )
  })
})

describe("days of slots", () => {
  it("are those of the visitor's time zone", () => {
    const starts = [at("2026-11-30T20:00Z"), at("2026-11-30T09:00Z"), at("2026-11-30T20:00Z")]
    expect(slotsByDay(starts, 30, "Asia/Kolkata")).toEqual([
      { date: "2026-11-30", slots: [{ starts_at: "2026-11-30T09:00:00.000Z", ends_at: "2026-11-30T09:30:00.000Z" }] },
      { date: "2026-12-01", slots: [{ starts_at: "2026-11-30T20:00:00.000Z", ends_at: "2026-11-30T20:30:00.000Z" }] },
    ])
  })

  it.each([
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["America/New_York", "2026-11-01", 25],
    ["Asia/Kolkata", "2026-10-25", 24],
  ])("in %s, %s has %i hours", (zone, day, hours) => {
    const [from, to] = spanOfDays(day, day, zone)
    expect((to - from) / 3_600_000).toBe(hours)
  })

  it("of the repeated hour are two different slots, and none is in the skipped hour", () => {
    const [from, to] = spanOfDays("2026-10-25", "2026-10-25", "Europe/Berlin")
    const night = freeStarts({ working: [[from, to]], away: [], busy: [] }, RULES, [from, to], new Date("2026-10-20"))
    expect(night).toHaveLength(50)
    expect(new Set(night).size).toBe(50)
    const [start, end] = spanOfDays("2026-03-29", "2026-03-29", "Europe/Berlin")
    expect(
      freeStarts({ working: [[start, end]], away: [], busy: [] }, RULES, [start, end], new Date("2026-03-20"))
    ).toHaveLength(46)
  })
})
