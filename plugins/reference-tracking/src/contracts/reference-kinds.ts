import { defineExtensionPoint } from "@atrium/kernel"

/** What a reference number can name. */
export type ReferenceKindDefinition = {
  /** Two letters, shown in front of the number. */
  readonly prefix: string
  readonly name: string
  /**
   * Takes part in the check symbols, so that a number with the wrong prefix is noticed too: 0 to 31, fixed for ever and
   * of one kind only.
   */
  readonly symbol: number
}

/** The prefix of a kind. */
export type ReferenceKind = string

/**
 * Kinds of reference numbers. They are in the contracts because a browser corrects typed numbers as well: a storefront
 * that should know an added kind imports what adds it.
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
  if (!kind) throw new RangeError(`${prefix} is not a kind of reference`)
  return kind.symbol
}

/**
 * Refuses to issue numbers of a kind that shares its symbol with another one: they could be mistaken for each other.
 * @throws RangeError
 */
export const checkOwnSymbol = (prefix: ReferenceKind): void => {
  const own = symbolOf(prefix)
  const other = referenceKinds.all().find((kind) => kind.symbol === own && kind.prefix !== prefix)
  if (other) throw new RangeError(`The kinds ${prefix} and ${other.prefix} have the same symbol, ${own}`)
}
