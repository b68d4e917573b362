import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { lockOrderMoneyStep, releaseOrderMoneyStep } from "./steps/lock-order-money"
import { checkRefundStep, followRefundStep, type RefundInput, refundStep } from "./steps/refund"

/**
 * A refund by staff: checked while nothing else moves the order's money, made through Medusa's own refund, and followed
 * by what plugins added to `workAfterRefund`. Everything that can refuse refuses before money moves.
 *
 * Hooks: `validate { input, refund }` may refuse by throwing an AtriumError; `refunded { input, refund }` runs after the
 * money moved and undoes nothing when it fails.
 *
 * @example
 * await refundWorkflow(container).run({ input: { payment_id: "pay_123", amount: 100, created_by: "user_123" } })
 */
export const refundWorkflow = createWorkflow("refund", (input: RefundInput) => {
  const lock = lockOrderMoneyStep(input)
  const refund = checkRefundStep(input)
  const validate = createHook("validate", { input, refund })
  const made = refundStep(transform({ input, refund }, (data) => data))
  followRefundStep(made)
  releaseOrderMoneyStep(lock)
  const refunded = createHook("refunded", { input, refund: made })
  return new WorkflowResponse(made, { hooks: [validate, refunded] })
})
