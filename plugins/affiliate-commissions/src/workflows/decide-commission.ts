import { type Actor, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { approveIt, type Change, type CommissionState, holdIt, releaseIt, voidIt } from "../domain/commission-changes"
import { actionsOf, type CommissionAction } from "../domain/commission-status"
import { orderOfCommission } from "../modules/affiliate/store/commissions"
import { recomputeOrder } from "./recompute-order"

export type DecideCommissionInput = {
  id: string
  action: CommissionAction
  reason?: string | undefined
  actor: Actor
}

const changeBy = (state: CommissionState, { action, reason = "" }: DecideCommissionInput): Change => {
  if (!actionsOf(state.status).includes(action)) throw commonErrors.fail("invalid_transition")
  if (action === "approve") return approveIt(state, reason || null)
  if (action === "hold") return holdIt(state, { reason: "staff", text: reason })
  return action === "release" ? releaseIt(state, reason) : voidIt(state, reason)
}

// No compensation: the one write of its workflow, in one transaction.
const decideCommissionStep = createStep("decide-commission", async (input: DecideCommissionInput, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const orderId = await orderOfCommission(knex, input.id)
  if (!orderId) throw commonErrors.fail("not_found")
  await recomputeOrder(knex, orderId, {
    actor: input.actor,
    decide: ({ id, state }) => (id === input.id ? changeBy(state, input) : { state, moves: [] }),
  })
  return new StepResponse(input.id)
})

/**
 * Staff decides about a commission: approve, hold, release or void, with a reason in its history. The ledger follows in
 * the same transaction. Throws `not_found`, `invalid_transition`.
 */
export const decideCommissionWorkflow = createWorkflow("decide-commission", (input: DecideCommissionInput) => {
  return new WorkflowResponse(decideCommissionStep(input))
})
