import { currencyExponent, roundToMinorUnits, toMajorText, toMinorUnits } from "@atrium/kernel"

/**
 * An amount from a request in whole minor units; null if no gateway can move exactly this amount: more decimals than the
 * currency, negative, too large, or not a number.
 */
export const exactMinorUnits = (amount: number | string, currencyCode: string): bigint | null => {
  // Numbers that JavaScript writes with an exponent are too small or too large for any currency.
  const text = String(amount).trim()
  if (!/^\d+(\.\d+)?$/.test(text)) return null
  try {
    const minor = toMinorUnits(text, currencyCode)
    return minor <= BigInt(Number.MAX_SAFE_INTEGER) ? minor : null
  } catch {
    // More decimals than the currency has.
    return null
  }
}

/** Text such as "INR has at most 2 decimals", for error messages. */
export const decimalsOf = (currencyCode: string): string => {
  const exponent = currencyExponent(currencyCode)
  const code = currencyCode.toUpperCase()
  return exponent === 0 ? `${code} has no decimals` : `${code} has at most ${exponent} decimals`
}

/**
 * Minor units to request from the gateway when Medusa refunds `amount`; null if the amount is not allowed. An order's total
 * may be finer than its currency (a discount of 7.5 %), and the gateway captured it rounded. So the rest of a payment may
 * be finer too, and rounds to what the gateway has left. Any other finer amount would be rounded silently, and several of
 * them would not add up to the amount in the books.
 * @param left captured and not refunded at the gateway, minor units
 */
export const refundMinorUnits = (amount: string, currencyCode: string, left: bigint): bigint | null => {
  const exact = exactMinorUnits(amount, currencyCode)
  if (exact !== null) return exact
  const rounded = roundToMinorUnits(amount, currencyCode)
  return rounded === left ? left : null
}

/**
 * Major units that Medusa books when the gateway refunds all it has left. The rest in the books may be finer than the
 * currency; taking exactly that ends both books at what was captured.
 * @param bookedLeft captured and not refunded in Medusa's rows, decimal text
 * @param left the same at the gateway, minor units
 */
export const restText = (bookedLeft: string, currencyCode: string, left: bigint): string =>
  roundToMinorUnits(bookedLeft, currencyCode) === left ? bookedLeft : toMajorText(left, currencyCode)
