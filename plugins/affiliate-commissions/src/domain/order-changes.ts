import type { OrderPart } from "./commission-owed"

/** Of the units a line was bought with, how many the order still holds; lines it holds in full are left out. */
export type RemovedUnits = Readonly<Record<string, { readonly held: number; readonly bought: number }>>

/** What became of an order since it was paid. */
export type OrderChanges = {
  readonly removed: RemovedUnits
  /** What was taken for it later, for units that were added or by a second payment: whole minor units as text. */
  readonly added: string
}

export const UNCHANGED: OrderChanges = { removed: {}, added: "0" }

/** What was taken beyond the parts that are frozen. */
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

/** The refunds that fall to the frozen parts: what was taken later is given back first. */
export const refundsOfParts = (refunds: readonly bigint[], { added }: OrderChanges): bigint[] => {
  const sum = refunds.reduce((total, amount) => total + amount, 0n)
  const rest = sum - BigInt(added)
  return [rest > 0n ? rest : 0n]
}
