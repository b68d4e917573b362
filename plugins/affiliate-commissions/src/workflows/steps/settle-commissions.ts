import { systemActor } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
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
export const attribute = async (container: MedusaContainer, order: ReferredOrder | null): Promise<Attribution> =>
  order
    ? attributeOrder(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), order)
    : { outcome: "not_paid", commissions: [] }

export const attributeOrderStep = createStep(
  "attribute-order",
  async ({ order }: { order: ReferredOrder | null }, { container }) =>
    new StepResponse<Attribution, null>(await attribute(container, order), null)
)

export type AdjustInput = {
  order: ReferredOrder | null
  attribution: Attribution
  dispute_reference?: string | undefined
}

/** Updates and books what is owed after later changes of the order. */
export const adjust = async (
  container: MedusaContainer,
  { order, attribution, dispute_reference: dispute }: AdjustInput
): Promise<readonly SettledCommission[]> => {
  const { outcome, commissions } = attribution
  if (!order || outcome === "not_paid" || (outcome === "attributed" && !dispute)) return commissions
  return adjustCommissions(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), order.order_id, {
    actor: systemActor,
    readOrder: (trx) => readOrderNow(trx, order.order_id),
  })
}

export const adjustCommissionsStep = createStep(
  "adjust-commissions",
  async (input: AdjustInput, { container }) =>
    new StepResponse<readonly SettledCommission[], null>(await adjust(container, input), null)
)
