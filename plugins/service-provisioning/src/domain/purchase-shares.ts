import { splitProRata } from "@atrium/kernel"

/** A line of a paid order; `weight` is its own total in minor units. */
export type PaidLine = { readonly id: string; readonly weight: bigint; readonly units: number }

/**
 * What each unit of each line cost, in minor units: the order's total split over its lines by their totals, then each
 * line over its units. Key: `<line id>:<unit>`, units counted from 1.
 */
export const splitOrder = (orderTotal: bigint, lines: readonly PaidLine[]): Map<string, bigint> => {
  const byLine = splitProRata(orderTotal, lines)
  const units = new Map<string, bigint>()
  for (const line of lines) {
    const parts = Array.from({ length: line.units }, (_, index) => ({
      id: String(index + 1).padStart(6, "0"),
      weight: 1n,
    }))
    const shares = splitProRata(byLine.get(line.id) ?? 0n, parts)
    for (const part of parts) units.set(`${line.id}:${Number(part.id)}`, shares.get(part.id) ?? 0n)
  }
  return units
}
