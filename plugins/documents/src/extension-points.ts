import { defineExtensionPoint } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

/** Where a buyer gave a name that the order itself does not contain. */
export type BuyerNames = {
  readonly name: string
  /** The name the buyer of an order gave; null where there is none. */
  nameOf(container: MedusaContainer, orderId: string): Promise<string | null>
}

/** Asked in their order when an order has no name in its address. */
export const buyerNames = defineExtensionPoint<BuyerNames>({ name: "documents.buyer-names", key: ({ name }) => name })
