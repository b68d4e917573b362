/** One share of a split; `weight` in any whole unit, never negative. */
export type WeighedPart = { readonly id: string; readonly weight: bigint }

const WEIGHT_SCALE = 9

/**
 * Decimal text as a weight, in whole billionths: exact enough for any amount that core computes. Negative amounts weigh 0.
 */
export const weightOf = (amount: string): bigint => {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount)
  if (!match || match[1]) return 0n
  return BigInt((match[2] ?? "0") + (match[3] ?? "").slice(0, WEIGHT_SCALE).padEnd(WEIGHT_SCALE, "0"))
}

/**
 * Splits an amount by weight: floor, then the spare units by largest remainder, ties by id. If every weight is 0, the
 * shares are equal. The shares always sum to the amount (no parts: an empty map).
 * @param amount whole minor units, not negative
 */
export const splitProRata = (amount: bigint, parts: readonly WeighedPart[]): Map<string, bigint> => {
  const total = parts.reduce((sum, part) => sum + part.weight, 0n)
  const shareOf = (part: WeighedPart) => (total === 0n ? 1n : part.weight)
  const whole = total === 0n ? BigInt(parts.length) : total
  const shares = parts.map((part) => {
    const product = amount * shareOf(part)
    return { id: part.id, share: product / whole, rest: product % whole }
  })
  let spare = amount - shares.reduce((sum, one) => sum + one.share, 0n)
  const byRemainder = [...shares].sort((a, b) =>
    a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1
  )
  for (const one of byRemainder) {
    if (spare <= 0n) break
    one.share += 1n
    spare -= 1n
  }
  return new Map(shares.map((one) => [one.id, one.share]))
}
