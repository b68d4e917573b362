import { currencyExponent } from "@atrium/kernel"

const SCALE = 6

/** Decimal text to whole millionths: exact enough to weigh amounts against each other. Below zero counts as nothing. */
export const millionths = (amount: string): bigint => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!match || match[1]) return 0n
  return BigInt((match[2] ?? "0") + (match[3] ?? "").slice(0, SCALE).padEnd(SCALE, "0"))
}

/** Major units as core computed them, in whole minor units; what goes beyond those is rounded half up. */
export const roundedMinorUnits = (amount: string, currencyCode: string): bigint => {
  const unit = 10n ** BigInt(SCALE - currencyExponent(currencyCode))
  return (millionths(amount) + unit / 2n) / unit
}
