import type { TemplateContent } from "./template-content"

/** What decides whether a product is on sale. */
export type ProductOnSale = {
  readonly published: boolean
  /** The sales channels it is sold in that exist and are open. */
  readonly salesChannelIds: readonly string[]
}

/** A tier of a service with everything that decides whether it can be bought. */
export type TierOnSale = ProductOnSale & {
  readonly tierId: string
  readonly content: Pick<TemplateContent, "active" | "purchasable" | "tiers">
  /** It has a price where it is to be bought. */
  readonly priced: boolean
}

/** Whether a product is sold in one of these sales channels; undefined stands for a deleted product. */
export const isOnSale = (
  product: ProductOnSale | undefined,
  salesChannelIds: readonly string[]
): product is ProductOnSale =>
  product !== undefined && product.published && product.salesChannelIds.some((id) => salesChannelIds.includes(id))

/**
 * Whether a tier can be bought in one of these sales channels. The catalog, the start of a purchase and the completion of
 * a cart all use this function, so that they can't differ.
 */
export const isPurchasable = (tier: TierOnSale | undefined, salesChannelIds: readonly string[]): boolean =>
  tier !== undefined &&
  isOnSale(tier, salesChannelIds) &&
  tier.priced &&
  tier.content.active &&
  tier.content.purchasable &&
  tier.content.tiers.some((sold) => sold.variant_id === tier.tierId && sold.active)
