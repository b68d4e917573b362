import { isSellable, type Sellable } from "./purchase-refusals"

/** A line of a service in a cart that is to become an order; `unitPrice` in major units as the shopper saw it. */
export type CartLine = {
  readonly tierId: string
  readonly quantity: number
  readonly unitPrice: number
  /** Priced by hand by staff: the catalogue has no say in it. */
  readonly custom: boolean
}

export type CompletionRefusal = "service_unavailable" | "quantity_exceeded" | "price_changed"

/** Why these lines may not become an order now; null when they may. Availability first, then quantity, then price. */
export const completionRefusal = (
  lines: readonly CartLine[],
  catalogue: ReadonlyMap<string, Sellable>,
  prices: ReadonlyMap<string, number>
): CompletionRefusal | null => {
  if (lines.some((line) => !isSellable(line.tierId, catalogue.get(line.tierId)))) return "service_unavailable"
  const units = new Map<string, number>()
  for (const line of lines) {
    const service = catalogue.get(line.tierId)?.productId ?? ""
    units.set(service, (units.get(service) ?? 0) + line.quantity)
  }
  const tooMany = lines.some((line) => {
    const sold = catalogue.get(line.tierId)
    return sold !== undefined && (units.get(sold.productId) ?? 0) > sold.content.max_quantity
  })
  if (tooMany) return "quantity_exceeded"
  return lines.some((line) => !line.custom && prices.get(line.tierId) !== line.unitPrice) ? "price_changed" : null
}
