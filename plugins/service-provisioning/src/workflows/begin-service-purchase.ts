import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"

import type { PurchaseToBegin } from "../domain/purchase-cart"
import { buildPurchaseCartStep } from "./steps/build-purchase-cart"
import { openPurchasePaymentStep } from "./steps/open-purchase-payment"
import { savePurchaseStep } from "./steps/save-purchase"

/**
 * Builds cart and payment session and saves the facts of the purchase. Throws `invalid_input` for items without a price
 * in the market.
 *
 * Hooks:
 * - `validate`: before anything is created; catalog and region checks have passed.
 * - `purchaseBegun`: the shopper can pay now. Throwing removes the payment session and the cart again.
 */
export const beginServicePurchaseWorkflow = createWorkflow("begin-service-purchase", (input: PurchaseToBegin) => {
  const validate = createHook("validate", { purchase: input })
  const cart = buildPurchaseCartStep(input)
  const payment = openPurchasePaymentStep({ input, cart })
  const saved = savePurchaseStep({ input, cart, payment })
  const purchaseBegun = createHook("purchaseBegun", { purchase: saved, cart_id: cart.id })
  emitEventStep({ eventName: CartWorkflowEvents.CREATED, data: transform({ cart }, (data) => ({ id: data.cart.id })) })
  return new WorkflowResponse(saved, { hooks: [validate, purchaseBegun] })
})
