import { isOnSale, isPurchasable, type ProductOnSale } from "./purchasable"
import type { Sellable } from "./purchase-refusals"

/** A line of a cart that is being completed; `unitPrice` in major units as the shopper saw it. */
export type CartLine = {
  readonly quantity: number
  readonly unitPrice: number
  /** Priced manually by staff: the catalog's price does not apply. */
  readonly custom: boolean
  /** What a unit costs now; undefined when it no longer has a price. */
  readonly priceNow: number | undefined
} & (
  | { readonly kind: "service"; readonly tier: Sellable | undefined }
  | { readonly kind: "goods"; readonly product: ProductOnSale | undefined }
)

export type CompletionRefusal = "service_unavailable" | "quantity_exceeded" | "price_changed"

const isAvailable = (line: CartLine, channels: readonly string[]): boolean =>
  line.kind === "service" ? isPurchasable(line.tier, channels) : isOnSale(line.product, channels)

/**
 * Why these lines may not become an order now; null when they may. Availability first, then quantity, then price.
 * What a line sold may have been deleted since: what is not found is refused.
 */
export const completionRefusal = (
  lines: readonly CartLine[],
  salesChannelIds: readonly string[]
): CompletionRefusal | null => {
  if (lines.some((line) => !isAvailable(line, salesChannelIds))) return "service_unavailable"
  const services = lines.flatMap((line) => (line.kind === "service" && line.tier ? [{ ...line, tier: line.tier }] : []))
  const units = new Map<string, number>()
  for (const { tier, quantity } of services) units.set(tier.productId, (units.get(tier.productId) ?? 0) + quantity)
  if (services.some(({ tier }) => (units.get(tier.productId) ?? 0) > tier.content.max_quantity))
    return "quantity_exceeded"
  return services.some((line) => !line.custom && line.priceNow !== line.unitPrice) ? "price_changed" : null
}
