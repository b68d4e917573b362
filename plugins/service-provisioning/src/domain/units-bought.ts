import { roundToMinorUnits, toMajorText, toMinorUnits, weightOf } from "@atrium/kernel"

import { splitOrder } from "./purchase-shares"

/** A line of a paid order as the database returns it; amounts are decimal text in major units. */
export type OrderLine = {
  readonly lineId: string
  readonly variantId: string | null
  /** Units the order holds now; `total` is theirs. */
  readonly quantity: number
  readonly total: string
  /** Of those, the numbers of units that have their request already. */
  readonly keptUnits: readonly number[]
  /** The highest unit number the line ever had. */
  readonly lastUnit: number
  /** The template version that was sold when the line was made; null for goods. */
  readonly soldVersionId: string | null
  /** Place in the purchase's items, for lines that the purchase routes made. */
  readonly item: number | null
}

/** What the shopper entered at checkout for a line. */
export type BoughtItem = {
  readonly tier_id: string
  readonly template_version_id?: string | undefined
}

export type UnitBought = {
  readonly lineId: string
  readonly unit: number
  readonly versionId: string
  readonly amount: string
  /** Place in the purchase's items, which have the answers; null when it matches none. */
  readonly item: number | null
}

/**
 * The purchase item a line came from: by the index in the line's metadata, else the next item of the same tier that is not
 * matched yet.
 */
const matchItems = (lines: readonly OrderLine[], items: readonly BoughtItem[]): Map<string, number> => {
  const free = new Map(items.map((item, index) => [index, item]))
  const matched = new Map<string, number>()
  const take = (line: OrderLine, index: number | undefined) => {
    const item = index === undefined ? undefined : free.get(index)
    if (index === undefined || !item || item.tier_id !== line.variantId) return
    matched.set(line.lineId, index)
    free.delete(index)
  }
  for (const line of lines) if (line.item !== null) take(line, line.item)
  for (const line of lines)
    if (!matched.has(line.lineId)) take(line, [...free].find(([, item]) => item.tier_id === line.variantId)?.[0])
  return matched
}

/**
 * The units of services in a paid order that have no request yet, with what each cost and the template version it was
 * sold with: the version kept at purchase, else the one sold when the line was made. Goods and what was paid beyond the lines (shipping) take their share of the
 * total and make no unit.
 */
export const unitsBought = (
  order: { total: string; currencyCode: string },
  lines: readonly OrderLine[],
  items: readonly BoughtItem[]
): UnitBought[] => {
  const itemOf = matchItems(lines, items)
  const weighed = lines.map((line) => ({ id: line.lineId, weight: weightOf(line.total), units: line.quantity }))
  const beyond = weightOf(order.total) - weighed.reduce((sum, line) => sum + line.weight, 0n)
  const rest = beyond > 0n ? [{ id: "~beyond-the-lines", weight: beyond, units: 1 }] : []
  const shares = splitOrder(roundToMinorUnits(order.total, order.currencyCode), [...weighed, ...rest])
  return lines.flatMap((line) => {
    const index = itemOf.get(line.lineId)
    const versionId = (index === undefined ? undefined : items[index])?.template_version_id ?? line.soldVersionId
    if (!versionId) return []
    const kept = line.keptUnits.length
    // A unit that was removed from the order keeps its number; one that is added later gets a new number.
    return Array.from({ length: Math.max(0, line.quantity - kept) }, (_, added) => ({
      lineId: line.lineId,
      unit: line.lastUnit + added + 1,
      versionId,
      amount: toMajorText(shares.get(`${line.lineId}:${kept + added + 1}`) ?? 0n, order.currencyCode),
      item: index ?? null,
    }))
  })
}

/** Sum of amounts in major-unit decimal text, exact. */
export const sumAmounts = (amounts: readonly string[], currencyCode: string): string =>
  toMajorText(
    amounts.reduce((sum, amount) => sum + toMinorUnits(amount, currencyCode), 0n),
    currencyCode
  )
