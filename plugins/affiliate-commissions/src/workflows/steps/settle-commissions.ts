import { systemActor } from "@atrium/kernel"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { adjustCommissions } from "../../use-cases/adjust-commissions"
import { type Attribution, attributeOrder, type SettledCommission } from "../../use-cases/attribute-order"
import { readOrderNow, readReferredOrder, type ReferredOrder } from "../../use-cases/read-order"

/** Reads the order's referral; null for an order without an affiliate. */
export const readReferredOrderStep = createStep(
  "read-referred-order",
  async (input: { order_id: string }, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    return new StepResponse<ReferredOrder | null, null>(await readReferredOrder(knex, input.order_id), null)
  }
)

// The two writing steps have no compensation: each is one transaction, and a retry after a later failure has the same
// result.

/** Attributes the order, if that has not been done. */
export const attributeOrderStep = createStep(
  "attribute-order",
  async ({ order }: { order: ReferredOrder | null }, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const nothing: Attribution = { outcome: "not_paid", commissions: [] }
    return new StepResponse<Attribution, null>(order ? await attributeOrder(knex, order) : nothing, null)
  }
)

export type AdjustInput = {
  order: ReferredOrder | null
  attribution: Attribution
  dispute_reference?: string | undefined
}

/** Updates and books what is owed after later changes of the order. */
export const adjustCommissionsStep = createStep(
  "adjust-commissions",
  async ({ order, attribution, dispute_reference: dispute }: AdjustInput, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { outcome, commissions } = attribution
    if (!order || outcome === "not_paid" || (outcome === "attributed" && !dispute))
      return new StepResponse<readonly SettledCommission[], null>(commissions, null)
    const settled = await adjustCommissions(knex, order.order_id, {
      actor: systemActor,
      readOrder: (trx) => readOrderNow(trx, order.order_id),
      dispute,
    })
    return new StepResponse<readonly SettledCommission[], null>(settled, null)
  }
)
