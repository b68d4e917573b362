import { type Actor, commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CommissionDetailOut } from "../contracts/commissions"
import { orderOfCommission } from "../data/commissions"
import {
  approve,
  type Change,
  type CommissionState,
  hold,
  release,
  unchanged,
  voidCommission,
} from "../domain/commission-changes"
import { actionsOf, type CommissionAction } from "../domain/commission-status"
import { adjustCommissions } from "./adjust-commissions"
import { readCommission } from "./read-commissions"

export type Decision = {
  readonly id: string
  readonly action: CommissionAction
  readonly reason?: string | undefined
  readonly actor: Actor
}

const decided = (state: CommissionState, { action, reason = "" }: Decision): Change => {
  if (!actionsOf(state.status).includes(action)) throw commonErrors.fail("invalid_transition")
  if (action === "approve") return approve(state, reason || null)
  if (action === "hold") return hold(state, { reason: "staff", text: reason })
  return action === "release" ? release(state, reason) : voidCommission(state, reason)
}

/**
 * Staff approve, hold, release or void a commission, with a reason in its history. The ledger is updated in the
 * same transaction.
 * @throws not_found, invalid_transition
 */
export const decideCommission = async (
  container: MedusaContainer,
  decision: Decision
): Promise<{ commission: CommissionDetailOut }> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const orderId = await orderOfCommission(knex, decision.id)
  if (!orderId) throw commonErrors.fail("not_found")
  await adjustCommissions(knex, orderId, {
    actor: decision.actor,
    decide: ({ id, state }) => (id === decision.id ? decided(state, decision) : unchanged(state)),
  })
  return { commission: await readCommission(container, decision.id) }
}
