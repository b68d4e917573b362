import type { AffiliatePurpose, CommissionStatus } from "@atrium/affiliate-commissions/contracts"
import { formatMoney } from "@atrium/kernel"

import { formatDate } from "@/features/service-requests/format"
import type { Tone } from "@/lib/ui"

import type { CommissionView, MetricsView, TermsView } from "./queries"

/** Formats basis points as a percentage: 1250 → "12.5%". */
export const formatRate = (basisPoints: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(basisPoints / 10_000)

/** Formats a number of days: "1 day", "30 days". */
export const formatDays = (days: number): string => (days === 1 ? "1 day" : `${days} days`)

/** Label and explanation of each amount. */
export const FIGURES = {
  payable: { label: "Payable", meaning: "Earned, and the refund period is over." },
  pending: { label: "In holding period", meaning: "Earned; payable when the refund period is over." },
  held: { label: "Held for review", meaning: "We review it and decide. No action needed." },
  paid: { label: "Paid out", meaning: "What you have received so far." },
} as const satisfies Record<AffiliatePurpose, { label: string; meaning: string }>

/** Display order: money the affiliate can get soonest comes first. */
export const FIGURE_ORDER = ["payable", "pending", "held", "paid"] as const satisfies readonly AffiliatePurpose[]

export const isFigure = (value: unknown): value is AffiliatePurpose =>
  typeof value === "string" && Object.hasOwn(FIGURES, value)

/** Path of the page that lists the ledger lines behind one amount. */
export const figurePath = (purpose: AffiliatePurpose, currencyCode: string): string =>
  `/affiliate/ledger?${new URLSearchParams({ purpose, currency_code: currencyCode }).toString()}`

/** Never amber: amber marks work for the reader, and affiliates have none. */
export const commissionTone = (status: CommissionStatus): Tone =>
  status === "payable" || status === "paid" ? "accent" : "neutral"

/** Describes a commission's status and what happens next in one sentence. */
export const describeCommission = (commission: CommissionView, locale: string): string => {
  const matures = formatDate(commission.matures_at, locale)
  switch (commission.status) {
    case "pending":
    case "approved":
      return `Payable from ${matures}.`
    case "payable":
      return "Earned, and the refund period is over."
    case "paid":
      return "Paid to you."
    case "held":
      return "We review it and decide. No action needed."
    case "void":
      return commission.refunded_amount > 0
        ? "The purchase was refunded, so there's no commission."
        : "Reversed: no commission for this purchase."
  }
}

const formatList = (items: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: "conjunction" }).format(items)

const amounts = (metrics: MetricsView, purpose: AffiliatePurpose, locale: string): string | undefined => {
  const positive = metrics.currencies.filter((currency) => currency[purpose] > 0)
  return positive.length > 0
    ? formatList(
        positive.map((currency) => formatMoney(currency[purpose], currency.currency_code, locale)),
        locale
      )
    : undefined
}

/** Summarizes the affiliate's balance for the top of the page. */
export const headline = (metrics: MetricsView, locale: string): string => {
  const held = amounts(metrics, "held", locale)
  return held ? `${balanceText(metrics, locale)} Under review: ${held}.` : balanceText(metrics, locale)
}

const balanceText = (metrics: MetricsView, locale: string): string => {
  const payable = amounts(metrics, "payable", locale)
  const pending = amounts(metrics, "pending", locale)
  if (payable && pending) return `You have ${payable} payable, and ${pending} more in its holding period.`
  if (payable) return `You have ${payable} payable. The refund period is over.`
  if (metrics.currencies.some((currency) => currency.payable < 0))
    return "A purchase was refunded after you were paid for it. We deduct it from your next earnings."
  if (pending) return `You have earned ${pending}. It becomes payable when its holding period ends.`
  if (metrics.conversions > 0) return "You have no balance right now."
  if (metrics.clicks > 0) return "Your link has clicks. Your first sale will appear here."
  return "Share your link to earn a commission on each purchase made through it."
}

/** Returns the program's terms as sentences. Shown before and after joining. */
export const describeTerms = (terms: TermsView, locale: string): string[] => [
  terms.rate_bp === null
    ? (terms.description ?? "You earn on the services listed below.")
    : `You earn ${formatRate(terms.rate_bp, locale)} of the price paid for a service, excluding tax.`,
  `You earn on purchases made within ${formatDays(terms.window_days)} of a visit through your link. If several affiliates referred the same visitor, the ${
    terms.attribution === "last_click" ? "last" : "first"
  } link they followed counts.`,
  terms.holding_days === 0
    ? "A commission is payable immediately."
    : `A commission is payable ${formatDays(terms.holding_days)} after the payment, when the refund period is over.`,
  "Refunds reduce your commission. Your own purchases are held for review.",
]
