import { unhandledHooks } from "@atrium/server"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"

import type { PurchaseToBegin } from "../domain/purchase-cart"
import { openPurchaseStep } from "./steps/open-purchase"

const ID = "begin-service-purchase"

/**
 * Builds cart and payment session and saves the facts of the purchase. Throws `invalid_input` for items without a price
 * in the market.
 *
 * Hooks:
 * - `validate`: before anything is created; catalog and region checks have passed.
 * - `purchaseBegun`: the shopper can pay now. Throwing removes the payment session and the cart again.
 */
export const beginServicePurchaseWorkflow = createWorkflow(ID, (input: PurchaseToBegin) => {
  const validate = createHook("validate", { purchase: input })
  const opened = openPurchaseStep(input)
  const purchase = transform({ opened }, (data) => data.opened.purchase)
  const purchaseBegun = createHook("purchaseBegun", { purchase, cart_id: opened.cart_id })
  const created = transform({ opened }, (data) => ({ id: data.opened.cart_id }))
  emitEventStep({ eventName: CartWorkflowEvents.CREATED, data: created })
  return new WorkflowResponse(purchase, { hooks: [validate, purchaseBegun] })
})

/** Whether no plugin handles a hook of it: then running the workflow would add nothing to its one step. */
export const isBeginUnhooked = unhandledHooks(ID, ["validate", "purchaseBegun"])
