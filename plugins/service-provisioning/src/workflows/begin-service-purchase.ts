import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"

import type { PurchaseToBegin } from "./purchase-to-begin"
import { buildPurchaseCartStep } from "./steps/build-purchase-cart"
import { keepPurchaseStep } from "./steps/keep-purchase"
import { openPurchasePaymentStep } from "./steps/open-purchase-payment"

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
