import type { BeginServicePurchase } from "../contracts/purchases"
import type { CartTier } from "../domain/purchase-cart"
import type { Market } from "../domain/purchase-refusals"

/** A purchase that the catalogue does not refuse. */
export type PurchaseToBegin = {
  body: BeginServicePurchase
  market: Market
  payment_provider_id: string
  /** Of those the publishable key opens, the one that sells every item. */
  sales_channel_id: string
  /** The signed-in customer. */
  customer_id: string | undefined
  /** What the catalogue knows of each item, in the order of the body's items. */
  items: { template_version_id: string; service: string; tier: CartTier & { price_set_id: string | null } }[]
}
