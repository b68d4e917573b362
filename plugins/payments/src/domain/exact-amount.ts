import { currencyExponent, roundToMinorUnits, toMajorText, toMinorUnits } from "@atrium/kernel"

/**
 * An amount that a person or a program names, in whole minor units; null when no gateway can move exactly this: more
 * decimals than the currency, below zero, larger than a number holds, or no amount at all.
 */
export const exactMinorUnits = (amount: number | string, currencyCode: string): bigint | null => {
  // What JavaScript writes with an exponent is finer than any currency, or larger than any amount.
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

/** "At most 2 decimals", in words for the person who typed the amount. */
export const decimalsOf = (currencyCode: string): string => {
  const exponent = currencyExponent(currencyCode)
  const code = currencyCode.toUpperCase()
  return exponent === 0 ? `${code} has no decimals` : `${code} has at most ${exponent} decimals`
}

/**
 * Minor units the gateway is asked for when Medusa refunds `amount`; null when it must not be asked. The total of an
 * order may be finer than its currency (a discount of 7.5 %), and the gateway took it rounded once. So the rest of a
 * payment may be finer too, and rounds to what the gateway has left. Any other finer amount would be rounded silently:
 * the sum of several would not be what the books say.
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
