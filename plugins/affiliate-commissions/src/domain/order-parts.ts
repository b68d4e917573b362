import { currencyExponent, splitProRata } from "@atrium/kernel"
import { z } from "zod"

/** A line of a paid order; amounts are decimal text in major units. */
export const BoughtLine = z.object({
  id: z.string(),
  product_id: z.string().nullable(),
  title: z.string(),
  /** Price × quantity less discounts, as the region shows prices: with tax when `tax_inclusive`. */
  subtotal: z.string(),
  /** Sum of the line's tax rates in percent. */
  tax_rate: z.string(),
  tax_inclusive: z.boolean(),
})
export type BoughtLine = z.infer<typeof BoughtLine>

/** What was paid for one part of an order (a line, or what was paid beyond the lines), whole minor units, with tax. */
export type OrderPart = {
  readonly id: string
  readonly amount: bigint
  /** What of it the order no longer holds: refunds pay for that first. */
  readonly removed?: bigint
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

/** Of the units a line was bought with, how many the order still holds; lines it holds in full are left out. */
export const RemovedUnits = z.record(z.string(), z.object({ held: z.number(), bought: z.number() }))
export type RemovedUnits = z.infer<typeof RemovedUnits>

/** How an order changed since it was paid. */
export const OrderChanges = z.object({
  removed: RemovedUnits,
  /** What was captured later, for units that were added or by a second payment: whole minor units as text. */
  added: z.string(),
})
export type OrderChanges = z.infer<typeof OrderChanges>

/** What was captured beyond the frozen parts. */
export const addedSince = (captured: bigint, parts: readonly OrderPart[]): bigint => {
  const frozen = parts.reduce((sum, { amount }) => sum + amount, 0n)
  return captured > frozen ? captured - frozen : 0n
}

export const sameChanges = (one: OrderChanges, other: OrderChanges): boolean => {
  const lines = new Set([...Object.keys(one.removed), ...Object.keys(other.removed)])
  return (
    one.added === other.added &&
    [...lines].every((line) => {
      const [before, after] = [one.removed[line], other.removed[line]]
      return before?.held === after?.held && before?.bought === after?.bought
    })
  )
}

/** The frozen parts with what of each the order no longer holds. */
export const partsNow = (parts: readonly OrderPart[], { removed }: OrderChanges): OrderPart[] =>
  parts.map((part) => {
    const line = removed[part.id]
    if (!line || line.bought <= 0) return part
    return { ...part, removed: part.amount - (part.amount * BigInt(line.held)) / BigInt(line.bought) }
  })

/** The refunds of the frozen parts: what was captured later is refunded first. */
export const refundsOfParts = (refunds: readonly bigint[], { added }: OrderChanges): bigint[] => {
  const sum = refunds.reduce((total, amount) => total + amount, 0n)
  const rest = sum - BigInt(added)
  return [rest > 0n ? rest : 0n]
}
