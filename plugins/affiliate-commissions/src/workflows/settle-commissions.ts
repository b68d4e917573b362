import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { adjustCommissionsStep, attributeOrderStep, readReferredOrderStep } from "./steps/settle-commissions"

export type SettleCommissionsInput = {
  order_id: string
  /** The gateway's id of a dispute: holds the order's commissions, once. */
  dispute_reference?: string | undefined
}

/**
 * Brings the commissions of an order to what is owed, whatever happened and however often it runs: the first time
 * everything is frozen, later the amounts follow refunds, cancellations and disputes.
 *
 * Hooks: `validate` runs before anything is written; throw to refuse (the work is retried, then waits for staff).
 * `commissionSettled` runs once everything is written, at least once per change. `order` is null, and `commissions` empty,
 * for an order that no affiliate brought.
 *
 * Throws a failure that is worth a retry while Medusa has not booked a refund it has made.
 */
export const settleCommissionsWorkflow = createWorkflow("settle-commissions", (input: SettleCommissionsInput) => {
  const order = readReferredOrderStep(input)
  const validate = createHook("validate", { order_id: input.order_id, order })
  const attribution = attributeOrderStep({ order })
  const commissions = adjustCommissionsStep({ order, attribution, dispute_reference: input.dispute_reference })
  const commissionSettled = createHook("commissionSettled", { order_id: input.order_id, order, commissions })
  return new WorkflowResponse(commissions, { hooks: [validate, commissionSettled] })
})
