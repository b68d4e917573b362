import { createHook, createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import {
  findPaidPurchaseStep,
  performProvisioningStep,
  readCompletionStep,
  settlePurchaseStep,
} from "./steps/complete-purchase"

/**
 * Turns a paid purchase into its order and provisions it; any number of calls, also at once, return the same order. The
 * gateway's event may have made the order already.
 * `answer_by` is the time, in milliseconds, until which the caller waits for provisioning; by default three seconds.
 * Throws `not_found`, `not_paid`, the gateway's code, `purchase_expired`, or what the completion validators refuse.
 *
 * Hooks, each run on every call:
 * - `validate`: before an order is made. `purchase.state` is `paid`, or `pending` or `ordered` where no order will be made.
 * - `purchaseCompleted`: afterwards; `completion.type` is `order`, or `pending` while the gateway has no result yet.
 */
export const completeServicePurchaseWorkflow = createWorkflow(
  "complete-service-purchase",
  (input: { purchase_id: string; answer_by?: number }) => {
    const purchase = findPaidPurchaseStep(input.purchase_id)
    const validate = createHook("validate", { purchase })
    const settled = when("purchase-is-paid", { purchase }, ({ purchase }) => purchase.state === "paid").then(() => {
      const made = settlePurchaseStep(purchase)
      performProvisioningStep({ work: made.work, answer_by: input.answer_by })
      return made
    })
    const orderId = transform({ purchase, settled }, ({ purchase, settled }) => settled?.order_id ?? purchase.order_id)
    const completion = readCompletionStep(orderId)
    const purchaseCompleted = createHook("purchaseCompleted", { purchase, completion })
    return new WorkflowResponse(completion, { hooks: [validate, purchaseCompleted] })
  }
)
