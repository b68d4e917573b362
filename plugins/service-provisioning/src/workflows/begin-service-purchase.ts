import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"

import type { BeginServicePurchase } from "../contracts/purchases"
import type { CartTier } from "../domain/purchase-cart"
import type { Market } from "../domain/purchase-refusals"
import { buildPurchaseCartStep } from "./steps/build-purchase-cart"
import { keepPurchaseStep } from "./steps/keep-purchase"
import { openPurchasePaymentStep } from "./steps/open-purchase-payment"

/** A purchase that the catalogue does not refuse. */
export type PurchaseToBegin = {
  body: BeginServicePurchase
  market: Market
  payment_provider_id: string
  /** The sales channel of the publishable key. */
  sales_channel_id: string | undefined
  /** The signed-in customer. */
  customer_id: string | undefined
  /** What the catalogue knows of each item, in the order of the body's items. */
  items: { template_version_id: string; service: string; tier: CartTier & { price_set_id: string | null } }[]
}

/**
 * Builds cart and payment session and keeps the facts of the purchase. What it takes and gives is the promise; the
 * inside may be replaced by something faster. Throws `invalid_input` for items without a price in the market.
 */
export const beginServicePurchaseWorkflow = createWorkflow("begin-service-purchase", (input: PurchaseToBegin) => {
  const cart = buildPurchaseCartStep(input)
  const payment = openPurchasePaymentStep({ input, cart })
  const kept = keepPurchaseStep({ input, cart, payment })
  emitEventStep({ eventName: CartWorkflowEvents.CREATED, data: transform({ cart }, (data) => ({ id: data.cart.id })) })
  return new WorkflowResponse(kept)
})
