import { roundToMinorUnits, splitProRata, weightOf } from "@atrium/kernel"
import { z } from "zod"

/** A line as an order was bought with it. */
export type BoughtLine = {
  readonly id: string
  readonly product_id: string | null
  readonly title: string
  readonly quantity: number
  /** What it cost, with discounts and taxes: decimal text in major units. */
  readonly total: string
  /** Sum of its tax rates in percent. */
  readonly tax_rate: string
}

/** What was paid for one part of an order (a line, or what was paid beyond the lines), whole minor units, with tax. */
export type OrderPart = {
  readonly id: string
  readonly amount: bigint
  /** The amount of removed units; refunds count towards it first. */
  readonly removed?: bigint
  /** The cost of its units that a refund was made for; refunds count towards it before anything else. */
  readonly chosen?: bigint
}

/** What was paid for a line: with tax and without, whole minor units. */
export type PaidLine = { readonly id: string; readonly paid: bigint; readonly base: bigint }

/** The part of an order beyond its lines: shipping and rounding differences. */
export const BEYOND_THE_LINES = "~beyond-the-lines"

const ONE_HUNDRED_PERCENT = weightOf("100")

const roundHalfUp = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor)

/**
 * Splits what was paid for an order over its lines and what lies beyond them, by the lines' own totals, and takes the
 * tax out of each line. The parts sum to what was paid, to the minor unit.
 * @param paid everything that was captured for the order, major units as decimal text
 */
export const partsOfOrder = (
  paid: string,
  currencyCode: string,
  lines: readonly BoughtLine[]
): { lines: PaidLine[]; parts: OrderPart[] } => {
  const weighed = lines.map(({ id, total }) => ({ id, weight: weightOf(total) }))
  const beyond = weightOf(paid) - weighed.reduce((total, line) => total + line.weight, 0n)
  const rest = beyond > 0n ? [{ id: BEYOND_THE_LINES, weight: beyond }] : []
  const shares = splitProRata(roundToMinorUnits(paid, currencyCode), [...weighed, ...rest])
  const share = (id: string) => shares.get(id) ?? 0n
  return {
    lines: lines.map(({ id, tax_rate }) => ({
      id,
      paid: share(id),
      base: roundHalfUp(share(id) * ONE_HUNDRED_PERCENT, ONE_HUNDRED_PERCENT + weightOf(tax_rate)),
    })),
    parts: [...weighed, ...rest].map(({ id }) => ({ id, amount: share(id) })),
  }
}

/** Units bought and units still held, by line; lines that are held in full are omitted. */
export const RemovedUnits = z.record(z.string(), z.object({ held: z.number(), bought: z.number() }))
export type RemovedUnits = z.infer<typeof RemovedUnits>

/** How an order changed since it was paid. */
export const OrderChanges = z.object({
  removed: RemovedUnits,
  /** What units cost that a refund was made for, by line: whole minor units as text. */
  chosen: z.record(z.string(), z.string()).default({}),
  /** What was captured later, for units that were added or by a second payment: whole minor units as text. */
  added: z.string(),
})
export type OrderChanges = z.infer<typeof OrderChanges>

/** What Medusa's rows say about an order now. Amounts are decimal text in major units. */
export type OrderNow = {
  readonly canceled: boolean
  /** Everything that was captured, and every refund that counts. */
  readonly captured: string
  readonly refunds: readonly string[]
  /** Whether Medusa has created a refund that does not count yet, because the gateway has not confirmed it. */
  readonly refund_pending: boolean
  readonly removed: RemovedUnits
  /** By line: what its units cost that a refund was made for, whole minor units as text. */
  readonly chosen: Readonly<Record<string, string>>
  readonly disputes: readonly OrderDispute[]
}

/** A dispute of a payment of the order. Amount in major units as decimal text. */
export type OrderDispute = {
  readonly reference: string
  readonly status: "open" | "won" | "lost"
  readonly amount: string
}

/** What disputes mean for an order's commissions. */
export type DisputesNow = {
  /** References of the disputes the bank has not decided. */
  readonly open: readonly string[]
  /** What the bank took back, whole minor units. */
  readonly lost: bigint
}

/** The disputes of an order as they are now: which are open, and what the lost ones cost. */
export const disputesNow = (disputes: readonly OrderDispute[], currencyCode: string): DisputesNow => ({
  open: disputes.filter(({ status }) => status === "open").map(({ reference }) => reference),
  lost: disputes
    .filter(({ status }) => status === "lost")
    .reduce((sum, { amount }) => sum + roundToMinorUnits(amount, currencyCode), 0n),
})

export const sameDisputes = (one: DisputesNow, other: DisputesNow): boolean =>
  one.lost === other.lost && [...one.open].sort().join("\n") === [...other.open].sort().join("\n")

/** What was captured beyond the frozen parts. */
export const addedSince = (captured: bigint, parts: readonly OrderPart[]): bigint => {
  const frozen = parts.reduce((sum, { amount }) => sum + amount, 0n)
  return captured > frozen ? captured - frozen : 0n
}

export const sameChanges = (one: OrderChanges, other: OrderChanges): boolean => {
  const lines = new Set(
    [one, other].flatMap(({ removed, chosen }) => [...Object.keys(removed), ...Object.keys(chosen)])
  )
  return (
    one.added === other.added &&
    [...lines].every((line) => {
      if (one.chosen[line] !== other.chosen[line]) return false
      const [before, after] = [one.removed[line], other.removed[line]]
      return before?.held === after?.held && before?.bought === after?.bought
    })
  )
}

/**
 * The frozen parts with the amounts of units that were refunded or removed. A unit that is both counts as refunded: an
 * edit takes refunded units first.
 */
export const partsNow = (
  parts: readonly OrderPart[],
  { removed, chosen }: Pick<OrderChanges, "removed" | "chosen">
): OrderPart[] =>
  parts.map((part) => {
    const line = removed[part.id]
    const refunded = BigInt(chosen[part.id] ?? "0")
    const gone = line && line.bought > 0 ? part.amount - (part.amount * BigInt(line.held)) / BigInt(line.bought) : 0n
    if (gone === 0n && refunded === 0n) return part
    return { ...part, removed: gone > refunded ? gone - refunded : 0n, chosen: refunded }
  })

/** The refunds of the frozen parts: what was captured later is refunded first. */
export const refundsOfParts = (refunds: readonly bigint[], { added }: OrderChanges): bigint[] => {
  const sum = refunds.reduce((total, amount) => total + amount, 0n)
  const rest = sum - BigInt(added)
  return [rest > 0n ? rest : 0n]
}
