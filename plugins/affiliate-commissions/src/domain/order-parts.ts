import { currencyExponent, splitProRata } from "@atrium/kernel"

import type { OrderPart } from "./commission-owed"

/** A line of a paid order as the database tells it; amounts are decimal text in major units. */
export type BoughtLine = {
  readonly id: string
  readonly product_id: string | null
  readonly title: string
  /** Price × quantity less discounts, as the region shows prices: with tax when `tax_inclusive`. */
  readonly subtotal: string
  /** Sum of the line's tax rates in per cent. */
  readonly tax_rate: string
  readonly tax_inclusive: boolean
}

/** What was paid for a line: with tax and without, whole minor units. */
export type PaidLine = { readonly id: string; readonly paid: bigint; readonly base: bigint }

/** The part of an order that is no line: shipping, and what was rounded away. */
export const BEYOND_THE_LINES = "~beyond-the-lines"

const SCALE = 6
const ONE_HUNDRED_PER_CENT = 100n * 10n ** BigInt(SCALE)

/** Decimal text in whole millionths; what cannot be paid (nothing, below zero) is zero. */
const millionths = (amount: string): bigint => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!match || match[1]) return 0n
  return BigInt((match[2] ?? "0") + (match[3] ?? "").slice(0, SCALE).padEnd(SCALE, "0"))
}

const roundHalfUp = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor)

/** An amount in major units as whole minor units; what core computed beyond them is rounded half up. */
export const minorUnitsOf = (amount: string, currencyCode: string): bigint =>
  roundHalfUp(millionths(amount), 10n ** BigInt(SCALE - currencyExponent(currencyCode)))

/**
 * Splits what was paid for an order over its lines and what lies beyond them, by the lines' own totals, and takes the
 * tax out of each line. The parts sum to what was paid, to the minor unit.
 * @param paid everything that was taken for the order, major units as decimal text
 */
export const partsOfOrder = (
  paid: string,
  currencyCode: string,
  lines: readonly BoughtLine[]
): { lines: PaidLine[]; parts: OrderPart[] } => {
  const weighed = lines.map((line) => {
    const taxed = ONE_HUNDRED_PER_CENT + millionths(line.tax_rate)
    const subtotal = millionths(line.subtotal)
    const weight = line.tax_inclusive ? subtotal : (subtotal * taxed) / ONE_HUNDRED_PER_CENT
    return { id: line.id, weight, taxed }
  })
  const beyond = millionths(paid) - weighed.reduce((total, line) => total + line.weight, 0n)
  const rest = beyond > 0n ? [{ id: BEYOND_THE_LINES, weight: beyond }] : []
  const shares = splitProRata(minorUnitsOf(paid, currencyCode), [...weighed, ...rest])
  const share = (id: string) => shares.get(id) ?? 0n
  return {
    lines: weighed.map(({ id, taxed }) => ({
      id,
      paid: share(id),
      base: roundHalfUp(share(id) * ONE_HUNDRED_PER_CENT, taxed),
    })),
    parts: [...weighed, ...rest].map(({ id }) => ({ id, amount: share(id) })),
  }
}
