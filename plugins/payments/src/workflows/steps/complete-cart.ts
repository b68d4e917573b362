import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import { beginOwnSettlement, endOwnSettlement } from "../own-work"

// Run on its own and not as a sub-workflow: a sub-workflow does not take the cart's lock.
// No compensation: an order that exists stays; completing the cart again answers the same order.
export const completeCartStep = createStep("complete-cart", async (input: { cart_id: string }, { container }) => {
  beginOwnSettlement(input.cart_id)
  try {
    const { result } = await completeCartWorkflow(container).run({ input: { id: input.cart_id } })
    return new StepResponse({ order_id: result.id })
  } catch (error) {
    endOwnSettlement(input.cart_id, null)
    throw error
  }
})
