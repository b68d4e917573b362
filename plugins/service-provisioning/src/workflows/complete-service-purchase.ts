import { unhandledHooks } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createHook, createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import {
  type Completion,
  findPaidPurchase,
  findPaidPurchaseStep,
  performProvisioning,
  performProvisioningStep,
  readCompletion,
  readCompletionStep,
  settlePurchase,
  settlePurchaseStep,
} from "./steps/complete-purchase"

const ID = "complete-service-purchase"

type CompleteInput = { purchase_id: string; answer_by?: number }

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
export const completeServicePurchaseWorkflow = createWorkflow(ID, (input: CompleteInput) => {
  const purchase = findPaidPurchaseStep(input.purchase_id)
  const validate = createHook("validate", { purchase })
  const settled = when("purchase-is-paid", { purchase }, ({ purchase }) => purchase.state === "paid").then(() => {
    const made = settlePurchaseStep(purchase)
    performProvisioningStep({ work: made.work, answer_by: input.answer_by })
    return made
  })
  const ordered = transform({ purchase, settled }, ({ purchase, settled }) => ({
    order_id: settled?.order_id ?? purchase.order_id,
    delayed: purchase.delayed,
  }))
  const completion = readCompletionStep(ordered)
  const purchaseCompleted = createHook("purchaseCompleted", { purchase, completion })
  return new WorkflowResponse(completion, { hooks: [validate, purchaseCompleted] })
})

const isUnhooked = unhandledHooks(ID, ["validate", "purchaseCompleted"])

/** Runs the workflow; only its steps, without Medusa's workflow engine, where no plugin handles a hook of it. */
export const runCompletion = async (container: MedusaContainer, input: CompleteInput): Promise<Completion> => {
  if (!isUnhooked()) return (await completeServicePurchaseWorkflow(container).run({ input })).result
  const purchase = await findPaidPurchase(container, input.purchase_id)
  if (purchase.state !== "paid") return readCompletion(container, purchase)
  const { order_id: orderId, work } = await settlePurchase(container, purchase)
  await performProvisioning(container, { work, answer_by: input.answer_by })
  return readCompletion(container, { order_id: orderId, delayed: false })
}
