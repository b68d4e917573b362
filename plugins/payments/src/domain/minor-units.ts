import { currencyExponent, toMinorUnits } from "@atrium/kernel"

/**
 * A Medusa amount as the whole minor units a gateway is asked for. A cart's total may have more decimals than the
 * currency (tax on a fraction): it is rounded half up on the decimal text, never on a float, and the same way
 * wherever amounts are compared. `amount` is decimal text, for example "1499.995".
 */
export const chargeableMinorUnits = (amount: string, currencyCode: string): bigint => {
  const exponent = currencyExponent(currencyCode)
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount.trim())
  if (!match) throw new RangeError("Not an amount of money")
  const [, sign = "", whole = "0", fraction = ""] = match
  if (fraction.length <= exponent) return toMinorUnits(`${sign}${whole}.${fraction}`, currencyCode)
  const kept = toMinorUnits(`${whole}.${fraction.slice(0, exponent)}`, currencyCode)
  const rounded = Number(fraction[exponent]) >= 5 ? kept + 1n : kept
  return sign ? -rounded : rounded
}

/** True when both amounts charge the same in a currency. */
export const chargeSame = (left: string, right: string, currencyCode: string): boolean =>
  chargeableMinorUnits(left, currencyCode) === chargeableMinorUnits(right, currencyCode)
