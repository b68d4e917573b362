import { defineExtensionPoint } from "@atrium/kernel"

/** A kind of subject that has reference numbers. */
export type ReferenceKindDefinition = {
  /** Two letters, shown in front of the number. */
  readonly prefix: string
  readonly name: string
  /**
   * Part of the check symbols, so that a wrong prefix is detected: 0 to 31, unique to the kind, never changed.
   */
  readonly symbol: number
}

/** The prefix of a kind. */
export type ReferenceKind = string

/**
 * Kinds of reference numbers. They are in the contracts because browsers correct typed numbers too: a storefront imports
 * the module that adds a kind.
 */
export const referenceKinds = defineExtensionPoint<ReferenceKindDefinition>({
  name: "reference-tracking.kinds",
  key: ({ prefix }) => prefix,
})

for (const [symbol, prefix, name] of [
  [1, "SR", "service request"],
  [2, "OR", "order"],
  [3, "DL", "delivery"],
  [4, "DP", "dispute"],
] as const)
  referenceKinds.add("reference-tracking", { prefix, name, symbol })

/** The symbol of a kind. */
export const symbolOf = (prefix: ReferenceKind): number => {
  const kind = referenceKinds.get(prefix)
  if (!kind) throw new RangeError(`${prefix} is not a reference kind`)
  return kind.symbol
}

/**
 * Refuses a kind that shares its symbol with another one, because their numbers could be mistaken for each other.
 * @throws RangeError
 */
export const assertUniqueSymbol = (prefix: ReferenceKind): void => {
  const own = symbolOf(prefix)
  const other = referenceKinds.all().find((kind) => kind.symbol === own && kind.prefix !== prefix)
  if (other) throw new RangeError(`The kinds ${prefix} and ${other.prefix} have the same symbol, ${own}`)
}
