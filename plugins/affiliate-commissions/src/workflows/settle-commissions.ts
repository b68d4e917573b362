import { knexOf, unhandledHooks } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { readReferredOrder } from "../use-cases/read-order"
import {
  adjust,
  adjustCommissionsStep,
  attribute,
  attributeOrderStep,
  readReferredOrderStep,
} from "./steps/settle-commissions"

const ID = "settle-commissions"

export type SettleCommissionsInput = {
  order_id: string
  /** The gateway's id of a dispute that was opened or decided; the order's rows say how its disputes are now. */
  dispute_reference?: string | undefined
}

/**
 * Updates the commissions of an order to what is owed; idempotent. The first run freezes everything, later runs follow
 * refunds, cancellations and disputes.
 *
 * Hooks: `validate` runs before anything is written; throw to refuse (the work is retried, then waits for staff).
 * `commissionSettled` runs once everything is written, at least once per change. `order` is null, and `commissions` empty,
 * for an order without an affiliate.
 *
 * Throws a retryable failure while the order's transactions lack a refund that Medusa has created.
 */
export const settleCommissionsWorkflow = createWorkflow(ID, (input: SettleCommissionsInput) => {
  const order = readReferredOrderStep(input)
  const validate = createHook("validate", { order_id: input.order_id, order })
  const attribution = attributeOrderStep({ order })
  const commissions = adjustCommissionsStep({ order, attribution, dispute_reference: input.dispute_reference })
  const commissionSettled = createHook("commissionSettled", { order_id: input.order_id, order, commissions })
  return new WorkflowResponse(commissions, { hooks: [validate, commissionSettled] })
})

const isUnhooked = unhandledHooks(ID, ["validate", "commissionSettled"])

/** Runs the workflow; only its steps, without Medusa's workflow engine, where no plugin handles a hook of it. */
export const settleOrder = async (container: MedusaContainer, input: SettleCommissionsInput): Promise<void> => {
  if (isUnhooked()) {
    const order = await readReferredOrder(knexOf(container), input.order_id)
    const attribution = await attribute(container, order)
    await adjust(container, { order, attribution, dispute_reference: input.dispute_reference })
  } else await settleCommissionsWorkflow(container).run({ input })
}
