import { currencyExponent, formatMoney, toMajorText } from "@atrium/kernel"

/** Colors of status badges. */
export type StatusColor = "green" | "red" | "blue" | "orange" | "grey" | "purple"

/** Shown in place of a missing value. */
export const NONE = "–"

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })
const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" })
const LOCALE = moment.resolvedOptions().locale

/** Date and time in the reader's locale and time zone. */
export const formatMoment = (iso: string | null | undefined): string => (iso ? moment.format(new Date(iso)) : NONE)

/** The date without the time. */
export const formatDate = (iso: string | null | undefined): string => (iso ? date.format(new Date(iso)) : NONE)

/** An amount in major units, in the reader's locale: "₹4,999". */
export const formatAmount = (amount: number, currencyCode: string): string => formatMoney(amount, currencyCode, LOCALE)

const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text)

/** An amount in minor units: "12345" paise as "₹123.45". Exact for any number of digits. */
export const formatMinorUnits = (minorUnits: string, currencyCode: string): string => {
  const text = toMajorText(BigInt(minorUnits), currencyCode)
  const decimals = /\.0*$|^-?\d+$/.test(text) ? 0 : currencyExponent(currencyCode)
  const format = new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency: currencyCode.toUpperCase(),
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  // As text, because a JavaScript number loses digits of large amounts.
  return format.format(isDecimal(text) ? text : Number(text))
}

/** A fraction as a percentage: 0.125 as "12.5%". */
export const formatShare = (share: number | null, decimals = 1): string =>
  share === null
    ? NONE
    : new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: decimals }).format(share)

/** "commission_rule" as "Commission rule". */
export const sentenceCase = (name: string): string => {
  const text = name.replace(/[._-]+/g, " ")
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "1 request", "3 requests". */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** The start of a filter such as "Last 7 days", as an instant. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()

/** Choices for a filter or a field, from a table of labels. */
export const choicesOf = (labels: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

const ACTORS: Readonly<Record<string, string>> = { user: "staff", "api-key": "API key", system: "automatic" }

/** The actor of an event, as a history shows it. */
export const actorLabel = (type: string): string => ACTORS[type] ?? type
