import type { AffiliateStatus, CommissionStatus } from "../../contracts/statuses"

export const formatMoment = (iso: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso))

export const formatDate = (iso: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(new Date(iso))

export const formatAmount = (amount: number, currencyCode: string): string =>
  new Intl.NumberFormat(undefined, { style: "currency", currency: currencyCode.toUpperCase() }).format(amount)

/** "12.5%" for 1250 basis points. */
export const formatRate = (basisPoints: number): string =>
  new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 2 }).format(basisPoints / 10_000)

export const formatShare = (share: number | null): string =>
  share === null ? "–" : new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 }).format(share)

type Colour = "green" | "red" | "blue" | "orange" | "grey" | "purple"

export const COMMISSION_COLOURS: Readonly<Record<CommissionStatus, Colour>> = {
  pending: "grey",
  approved: "blue",
  payable: "green",
  paid: "green",
  held: "orange",
  void: "red",
}

export const AFFILIATE_LABELS: Readonly<Record<AffiliateStatus, string>> = { active: "Active", suspended: "Suspended" }
export const AFFILIATE_COLOURS: Readonly<Record<AffiliateStatus, Colour>> = { active: "green", suspended: "red" }
