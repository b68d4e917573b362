import { clock } from "@atrium/kernel"
import { type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"

import { findRefundCredit } from "../data/core/refund-credit"
import { LOWER_TOTAL } from "../domain/work"
import { withOrderMoneyLock } from "./order-money-lock"

/** How long an open change of an order is left alone before the next attempt. */
const ASK_AGAIN_SECONDS = 600

type OrderRefund = { order_id: string; refund_id: string }

export const lowerTotalWork = (refund: OrderRefund, runAt?: Date): WorkToEnqueue =>
  workOf(LOWER_TOTAL, {
    key: runAt ? `${refund.refund_id}:${runAt.toISOString()}` : refund.refund_id,
    payload: refund,
    ...(runAt ? { runAt } : {}),
  })

/**
 * A refund lowers what the order costs, as far as the shop did not owe the money anyway: what core's refund workflow
 * does last, for refunds that were booked without it. The credit line names the refund, so it is written once. False
 * while a change of the order is open, for core accepts no credit line then. Call it under the order's money lock.
 */
export const lowerTotal = async (container: MedusaContainer, refund: OrderRefund): Promise<boolean> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const credit = await findRefundCredit(knex, refund)
  if (!credit || credit.canceled || credit.credited || MathBN.lte(credit.pending, 0)) return true
  if (credit.change_open) return false
  const amount = MathBN.min(credit.pending, credit.amount).toFixed()
  const line = { amount, reference: "refund", reference_id: refund.refund_id }
  await createOrderCreditLinesWorkflow(container).run({ input: { id: refund.order_id, credit_lines: [line] } })
  return true
}

/** The same as durable work: it asks again until the open change of the order is confirmed or canceled. */
export const lowerTotalLater = (container: MedusaContainer, refund: OrderRefund): Promise<void> =>
  withOrderMoneyLock(container, refund.order_id, async () => {
    if (await lowerTotal(container, refund)) return
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    await enqueueWork(knex, [lowerTotalWork(refund, new Date(clock.now().getTime() + ASK_AGAIN_SECONDS * 1000))])
  })
