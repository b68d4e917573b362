import type { AnalyticsFigures, AnalyticsSummary } from "../contracts/summary"

const DAY_MS = 24 * 60 * 60_000

type Counted = AnalyticsFigures & { readonly date: string | null }

const NONE: AnalyticsFigures = {
  visits: 0,
  service_viewed: 0,
  cart_item_added: 0,
  checkout_started: 0,
  purchase_completed: 0,
  payment_failed: 0,
}

/** The beginning of the first of these days in UTC, of which today is the last. */
export const startOf = (now: Date, days: number): Date =>
  new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (days - 1) * DAY_MS)

const figuresOf = ({ date: _date, ...figures }: Counted): AnalyticsFigures => figures

/** Every day of the period, the latest first, also those without events. The row without a date is the whole period. */
export const summaryOf = (
  counted: readonly Counted[],
  now: Date,
  days: number
): Pick<AnalyticsSummary, "days" | "totals" | "per_day"> => {
  const rows = new Map(counted.map((row) => [row.date, figuresOf(row)]))
  const first = startOf(now, days).getTime()
  return {
    days,
    totals: rows.get(null) ?? NONE,
    per_day: Array.from({ length: days }, (_, at) => {
      const date = new Date(first + (days - 1 - at) * DAY_MS).toISOString().slice(0, 10)
      return { date, ...(rows.get(date) ?? NONE) }
    }),
  }
}
