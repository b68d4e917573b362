import fc from "fast-check"

import { addWorkingDays, isWorkingDay } from "./working-days"

const moments = fc.date({
  min: new Date("2000-01-01T00:00:00Z"),
  max: new Date("2100-01-01T00:00:00Z"),
  noInvalidDate: true,
})
const days = fc.integer({ min: 0, max: 400 })
const DAY_MS = 86_400_000
const timeOfDay = (date: Date) => date.getTime() % DAY_MS

/** Working days in the half-open span (from, to], counted one by one. */
const workingDaysBetween = (from: Date, to: Date): number => {
  let count = 0
  for (let moment = from.getTime() + DAY_MS; moment <= to.getTime(); moment += DAY_MS)
    if (isWorkingDay(new Date(moment))) count += 1
  return count
}

describe("adding working days", () => {
  it("skips weekends", () => {
    const friday = new Date("2026-11-20T10:00:00Z")
    expect(addWorkingDays(friday, 1).toISOString()).toBe("2026-11-23T10:00:00.000Z")
    expect(addWorkingDays(friday, 6).toISOString()).toBe("2026-11-30T10:00:00.000Z")
  })

  it("counts from the Friday before when the start is on a weekend", () => {
    const saturday = new Date("2026-11-21T09:30:00Z")
    expect(addWorkingDays(saturday, 0).toISOString()).toBe("2026-11-23T09:30:00.000Z")
    expect(addWorkingDays(saturday, 1).toISOString()).toBe("2026-11-23T09:30:00.000Z")
    expect(addWorkingDays(saturday, 5).toISOString()).toBe("2026-11-27T09:30:00.000Z")
  })

  it("lands on a working day at the same time of day, exactly that many working days later", () => {
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

  it("adding twice equals adding the sum once", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 200 }), days, (start, first, second) => {
        expect(addWorkingDays(addWorkingDays(start, first), second)).toEqual(addWorkingDays(start, first + second))
      }),
      { numRuns: 300 }
    )
  })

  it("refuses numbers that are negative or not whole", () => {
    for (const broken of [-1, 0.5, NaN, Infinity]) expect(() => addWorkingDays(new Date(0), broken)).toThrow(RangeError)
  })
})
