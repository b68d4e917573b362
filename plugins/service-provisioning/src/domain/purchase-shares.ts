/** A line of a paid order; `weight` is its own total in minor units. */
export type PaidLine = { readonly id: string; readonly weight: bigint; readonly units: number }

/**
 * Splits an amount over parts by weight: floor, then the spare units by largest remainder, ties by id.
 * With no weight at all the parts share alike. The shares always sum to the amount.
 */
export const splitAmount = (amount: bigint, parts: readonly { id: string; weight: bigint }[]): Map<string, bigint> => {
  const total = parts.reduce((sum, part) => sum + part.weight, 0n)
  const weightOf = (part: { weight: bigint }) => (total === 0n ? 1n : part.weight)
  const whole = total === 0n ? BigInt(parts.length) : total
  const shares = parts.map((part) => {
    const product = amount * weightOf(part)
    return { id: part.id, share: whole === 0n ? 0n : product / whole, rest: whole === 0n ? 0n : product % whole }
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

/**
 * What each unit of each line cost, in minor units: the order's total split over its lines by their totals, then each
 * line over its units. Key: `<line id>:<unit>`, units counted from 1.
 */
export const splitOrder = (orderTotal: bigint, lines: readonly PaidLine[]): Map<string, bigint> => {
  const byLine = splitAmount(orderTotal, lines)
  const units = new Map<string, bigint>()
  for (const line of lines) {
    const parts = Array.from({ length: line.units }, (_, index) => ({
      id: String(index + 1).padStart(6, "0"),
      weight: 1n,
    }))
    const shares = splitAmount(byLine.get(line.id) ?? 0n, parts)
    for (const part of parts) units.set(`${line.id}:${Number(part.id)}`, shares.get(part.id) ?? 0n)
  }
  return units
}
