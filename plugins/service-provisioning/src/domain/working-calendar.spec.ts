import fc from "fast-check"

import { addWorkingDays, isWorkingDay, workingDaysBetween } from "./working-calendar"

const moments = fc.date({
  min: new Date("2000-01-01T00:00:00Z"),
  max: new Date("2100-01-01T00:00:00Z"),
  noInvalidDate: true,
})
const days = fc.integer({ min: 0, max: 400 })
const timeOfDay = (date: Date) => date.getTime() % 86_400_000

describe("working calendar", () => {
  it("skips weekends", () => {
    const friday = new Date("2026-11-20T10:00:00Z")
    expect(addWorkingDays(friday, 1).toISOString()).toBe("2026-11-23T10:00:00.000Z")
    expect(addWorkingDays(friday, 6).toISOString()).toBe("2026-11-30T10:00:00.000Z")
  })

  it("counts from the Friday before when it starts on a weekend", () => {
    const saturday = new Date("2026-11-21T09:30:00Z")
    expect(addWorkingDays(saturday, 0).toISOString()).toBe("2026-11-23T09:30:00.000Z")
    expect(addWorkingDays(saturday, 1).toISOString()).toBe("2026-11-23T09:30:00.000Z")
    expect(addWorkingDays(saturday, 5).toISOString()).toBe("2026-11-27T09:30:00.000Z")
  })

  it("always lands on a working day at the same time of day, exactly that many working days later", () => {
    fc.assert(
      fc.property(moments, days, (start, count) => {
        const end = addWorkingDays(start, count)
        expect(isWorkingDay(end)).toBe(true)
        expect(timeOfDay(end)).toBe(timeOfDay(start))
        if (count > 0 || isWorkingDay(start)) expect(workingDaysBetween(start, end)).toBe(count)
      }),
      { numRuns: 300 }
    )
  })

  it("adds up: a days and then b days are a + b days", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 200 }), days, (start, first, second) => {
        expect(addWorkingDays(addWorkingDays(start, first), second)).toEqual(addWorkingDays(start, first + second))
      }),
      { numRuns: 300 }
    )
  })

  it("refuses numbers that are not whole or negative", () => {
    for (const broken of [-1, 0.5, NaN, Infinity]) expect(() => addWorkingDays(new Date(0), broken)).toThrow(RangeError)
  })
})
