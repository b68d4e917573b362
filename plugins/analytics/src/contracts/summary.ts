import { z } from "zod"

export const SUMMARY_DAYS = ["7", "30", "90"] as const

/** Query of `GET /admin/analytics`. */
export const AnalyticsQuery = z.strictObject({
  days: z.enum(SUMMARY_DAYS, { error: "Choose 7, 30 or 90 days" }).default("30"),
})
export type AnalyticsQuery = z.output<typeof AnalyticsQuery>

const number = z.number().int()

/** Visits, and in how many of them each step was reached. Purchases are counted by order, because they have no visit. */
export const AnalyticsFigures = z.strictObject({
  visits: number,
  service_viewed: number,
  cart_item_added: number,
  checkout_started: number,
  purchase_completed: number,
  payment_failed: number,
})
export type AnalyticsFigures = z.output<typeof AnalyticsFigures>

export const AnalyticsSummary = z.strictObject({
  days: number,
  totals: AnalyticsFigures,
  /** One entry per day in UTC, the latest first, days without events included. */
  per_day: z.array(AnalyticsFigures.extend({ date: z.iso.date() })),
  /** Whether events are sent to an outside service, and how many wait for it. */
  forwarding: z.strictObject({ service: z.string().nullable(), waiting: number }),
})
export type AnalyticsSummary = z.output<typeof AnalyticsSummary>
