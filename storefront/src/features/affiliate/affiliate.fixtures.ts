import type { CommissionView, MetricsView, TermsView } from "./queries"

/** 10% commission, 30-day attribution window, 30-day holding period. */
export const someTerms = (change: Partial<TermsView> = {}): TermsView => ({
  id: "affprog_1",
  name: "Partner program",
  attribution: "last_click",
  window_days: 30,
  holding_days: 30,
  rate_bp: 1000,
  description: "10 %",
  exceptions: [],
  ...change,
})

/** A commission of ₹499.90 in its holding period. */
export const someCommission = (change: Partial<CommissionView> = {}): CommissionView => ({
  id: "comm_1",
  service: { id: "prod_1", title: "GST registration" },
  amount: 499.9,
  currency_code: "inr",
  status: "pending",
  status_label: "In holding period",
  base_amount: 4999,
  refunded_amount: 0,
  rate_bp: 1000,
  rate_text: "10 %",
  matures_at: "2026-12-21T10:00:00.000Z",
  converted_at: "2026-11-21T10:00:00.000Z",
  ...change,
})

type Currency = MetricsView["currencies"][number]

/** Metrics with a single INR row; every amount is 0 unless overridden. */
export const someMetrics = (figures: Partial<Currency> = {}, change: Partial<MetricsView> = {}): MetricsView => ({
  clicks: 12,
  conversions: 3,
  conversion_rate: 0.25,
  currencies: [{ currency_code: "inr", pending: 0, held: 0, payable: 0, paid: 0, earned: 0, ...figures }],
  ...change,
})
