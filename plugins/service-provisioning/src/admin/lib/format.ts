/** A moment in the reader's own locale and time zone. */
export const formatMoment = (iso: string | null): string =>
  iso ? new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso)) : "–"

export const formatDate = (iso: string | null): string =>
  iso ? new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(new Date(iso)) : "–"

export const formatAmount = (amount: number, currencyCode: string): string =>
  new Intl.NumberFormat(undefined, { style: "currency", currency: currencyCode.toUpperCase() }).format(amount)
