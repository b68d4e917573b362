import { startOf, summaryOf } from "./summary"

const figures = { visits: 2, service_viewed: 2, cart_item_added: 1, checkout_started: 1, purchase_completed: 1 }

describe("the summary", () => {
  const now = new Date("2026-11-30T08:15:00Z")

  it("begins at the start of a day in UTC, and today is its last day", () => {
    expect(startOf(now, 7)).toEqual(new Date("2026-11-24T00:00:00Z"))
    expect(startOf(new Date("2026-11-30T00:00:00Z"), 1)).toEqual(new Date("2026-11-30T00:00:00Z"))
  })

  it("has every day, the latest first, and the totals of the whole period", () => {
    const row = { ...figures, payment_failed: 0 }
    const summary = summaryOf(
      [
        { date: "2026-11-29", ...row },
        { date: null, ...row, visits: 1 },
      ],
      now,
      7
    )
    expect(summary.per_day.map(({ date }) => date)).toEqual(
      ["30", "29", "28", "27", "26", "25", "24"].map((day) => `2026-11-${day}`)
    )
    expect(summary.per_day.map(({ visits }) => visits)).toEqual([0, 2, 0, 0, 0, 0, 0])
    expect(summary.totals.visits).toBe(1)
    expect(summaryOf([], now, 7).totals.visits).toBe(0)
  })
})
