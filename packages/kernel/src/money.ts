/**
 * Money in whole minor units. Medusa uses major units (BigNumber); gateways and the ledger use minor units.
 * Exponents follow ISO 4217; a currency that is not listed has two decimals.
 */
const EXPONENTS: Readonly<Record<string, number>> = {
  bif: 0,
  clp: 0,
  djf: 0,
  gnf: 0,
  isk: 0,
  jpy: 0,
  kmf: 0,
  krw: 0,
  pyg: 0,
  rwf: 0,
  ugx: 0,
  uyi: 0,
  vnd: 0,
  vuv: 0,
  xaf: 0,
  xof: 0,
  xpf: 0,
  bhd: 3,
  iqd: 3,
  jod: 3,
  kwd: 3,
  lyd: 3,
  omr: 3,
  tnd: 3,
}

/** Number of decimals of a currency's minor unit. */
export const currencyExponent = (currencyCode: string): number => EXPONENTS[currencyCode.toLowerCase()] ?? 2

/**
 * Major units (12.34, "12.34") to whole minor units (1234n). Exact: works on the decimal text, never on a float.
 * Throws RangeError when the amount has more decimals than the currency, or is not a number.
 */
export const toMinorUnits = (amount: number | string, currencyCode: string): bigint => {
  const exponent = currencyExponent(currencyCode)
  const text = typeof amount === "number" ? decimalText(amount) : amount.trim()
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text)
  if (!match) throw new RangeError("Not an amount of money")
  const [, sign, whole = "0", fraction = ""] = match
  const significant = fraction.replace(/0+$/, "")
  if (significant.length > exponent) throw new RangeError(`More decimals than ${currencyCode} has`)
  const minor = BigInt(whole + significant.padEnd(exponent, "0"))
  return sign ? -minor : minor
}

/**
 * A Medusa amount in whole minor units, rounded half up where it has more decimals than the currency (tax on a fraction).
 * All code rounds money with this function, so that amounts can be compared. Works on the decimal text, never on a
 * float.
 * @param amount decimal text in major units, for example "1499.995"
 * @throws RangeError when the text is not an amount
 */
export const roundToMinorUnits = (amount: string, currencyCode: string): bigint => {
  const exponent = currencyExponent(currencyCode)
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount.trim())
  if (!match) throw new RangeError("Not an amount of money")
  const [, sign = "", whole = "0", fraction = ""] = match
  const kept = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, "0"))
  const rounded = Number(fraction[exponent] ?? 0) >= 5 ? kept + 1n : kept
  return sign ? -rounded : rounded
}

/** Whole minor units (1234n) to major units as decimal text ("12.34"). */
export const toMajorText = (minor: bigint, currencyCode: string): string => {
  const exponent = currencyExponent(currencyCode)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, "0")
  const cut = digits.length - exponent
  const text = exponent === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`
  return minor < 0n ? `-${text}` : text
}

/** Whole minor units to Medusa's major-unit number. Only for display and for calls of Medusa; add up minor units. */
export const toMajorNumber = (minor: bigint, currencyCode: string): number => Number(toMajorText(minor, currencyCode))

// A formatter takes longer to make than a page of prices to format. Languages come from readers, so few are kept.
const MOST_FORMATTERS = 200
type Format = (amount: number) => string
const formatters = new Map<string, Format>()

const formatterOf = (
  currencyCode: string,
  locale: string,
  decimals: readonly [least: number, most: number]
): Format => {
  const key = `${locale}|${currencyCode}|${decimals.join()}`
  const known = formatters.get(key)
  if (known) return known
  if (formatters.size >= MOST_FORMATTERS) formatters.clear()
  const currency = currencyCode.toUpperCase()
  const showing = (currencyDisplay: "narrowSymbol" | "symbol", language = locale) =>
    new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      currencyDisplay,
      minimumFractionDigits: decimals[0],
      maximumFractionDigits: decimals[1],
    })
  const signOf = (formatter: Intl.NumberFormat) =>
    formatter.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency
  const narrow = showing("narrowSymbol")
  // Albanian has a symbol for the rupee, but no narrow one.
  const formatter = [narrow, showing("symbol")].find((one) => signOf(one) !== currency)
  // Bulgarian has none, so the English one is written where Bulgarian writes the code.
  const sign = formatter ? "" : signOf(showing("narrowSymbol", "en"))
  const format: Format = (amount) =>
    formatter
      ? formatter.format(amount)
      : narrow.formatToParts(amount).reduce((text, { type, value }) => text + (type === "currency" ? sign : value), "")
  formatters.set(key, format)
  return format
}

/** "₹4,999", "$19.50": always with the currency symbol, with decimals only where the amount has some. */
export const formatMoney = (amount: number, currencyCode: string, locale = "en"): string => {
  const exponent = currencyExponent(currencyCode)
  return formatterOf(currencyCode, locale, [Number.isInteger(amount) ? 0 : exponent, exponent])(amount)
}

const decimalText = (amount: number): string => {
  if (!Number.isFinite(amount)) throw new RangeError("Not an amount of money")
  const text = String(amount)
  return text.includes("e") ? amount.toFixed(12).replace(/0+$/, "").replace(/\.$/, "") : text
}
