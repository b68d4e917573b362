import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { completeCartStep } from "./steps/complete-cart"
import { enqueueSettlementStep } from "./steps/enqueue-settlement"
import { findCartOrderStep } from "./steps/find-cart-order"

export const settleCartWorkflowId = "settle-cart"

/**
 * A paid cart becomes its one order, and taking the money becomes due. Any number of calls, also at once, give the
 * same order. Returns its id and the keys of the work that follows, whoever enqueued it first. Throws what the completion
 * validators refuse with.
 */
export const settleCartWorkflow = createWorkflow(settleCartWorkflowId, (input: { cart_id: string }) => {
  const found = findCartOrderStep(input)
  when("cart-without-order", { found }, ({ found }) => !found.order).then(() => {
    completeCartStep(transform({ input, found }, ({ input, found }) => ({ ...input, begun: found.begun })))
  })
  const settlement = transform({ input, found }, ({ input, found }) => ({ cart_id: input.cart_id, order: found.order }))
  return new WorkflowResponse(enqueueSettlementStep(settlement))
})
