import type { BeginServicePurchase } from "../contracts/purchases"
import type { Market } from "./purchase-refusals"

/** A purchase that the catalog and the market accept. */
export type PurchaseToBegin = {
  body: BeginServicePurchase
  market: Market
  payment_provider_id: string
  /** The publishable key's sales channel that sells every item. */
  sales_channel_id: string
  /** The signed-in customer. */
  customer_id: string | undefined
  /** The catalog's data for each item, in the order of the body's items. */
  items: { template_version_id: string; service: string; tier: CartTier & { price_set_id: string | null } }[]
}

/** The country for tax is known when the region has only one, as in core. */
export const countryOf = ({ market }: PurchaseToBegin): string | undefined =>
  market.country_codes.length === 1 ? market.country_codes[0] : undefined

/** What a purchase's cart is built from, with the field names of Medusa's cart. */
export type CartTier = {
  readonly tier_id: string
  readonly tier_title: string
  readonly sku: string | null
  readonly product_id: string
  readonly product_title: string
  readonly product_subtitle: string | null
  readonly product_handle: string
  readonly product_type_id: string | null
  readonly thumbnail: string | null
  readonly discountable: boolean
}

export type CartPrice = {
  readonly amount: number
  readonly taxInclusive: boolean
  readonly originalAmount: number | null
}

/** Line metadata that purchases set: the line's index in the purchase, which leads from the order's line to its answers. */
export const PURCHASE_ITEM = "service_purchase_item"

/** A cart line as core's own cart workflow would write it. Never requires shipping, whatever profile the product has. */
export const cartLine = (tier: CartTier, price: CartPrice, quantity: number, place: number) => ({
  quantity,
  title: tier.product_title,
  subtitle: tier.tier_title,
  ...(tier.thumbnail ? { thumbnail: tier.thumbnail } : {}),
  product_id: tier.product_id,
  product_title: tier.product_title,
  ...(tier.product_subtitle ? { product_subtitle: tier.product_subtitle } : {}),
  product_handle: tier.product_handle,
  ...(tier.product_type_id ? { product_type_id: tier.product_type_id } : {}),
  variant_id: tier.tier_id,
  ...(tier.sku ? { variant_sku: tier.sku } : {}),
  variant_title: tier.tier_title,
  is_discountable: tier.discountable,
  is_giftcard: false,
  requires_shipping: false,
  unit_price: price.amount,
  ...(price.originalAmount !== null && price.originalAmount !== price.amount
    ? { compare_at_unit_price: price.originalAmount }
    : {}),
  is_tax_inclusive: price.taxInclusive,
  metadata: { [PURCHASE_ITEM]: place },
})

/** First word and the rest, for the name fields of Medusa's addresses. */
export const nameParts = (fullName: string): { first_name: string; last_name: string } => {
  const [first = "", ...rest] = fullName.split(/\s+/)
  return { first_name: first, last_name: rest.join(" ") }
}
