import { clock } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"

import { findRefundBooks, findRefundCredit } from "../data/core/refunds"
import { transactionRepair } from "../domain/refund-drift"
import { withOrderMoneyLock } from "./lock-order-money"
import { lowerTotalWork, type OrderRefund } from "./schedule-work"

/** How long an open change of an order is left alone before the next attempt. */
const ASK_AGAIN_SECONDS = 600

/**
 * The outstanding amount as core checks credit lines against it. It differs from the stored summary after the fifteenth
 * digit when a discount is finer than the currency, for it is computed from the order's totals; and core compares with
 * the number, which can be less than the exact value it was made from.
 */
const findPending = async (container: MedusaContainer, orderId: string): Promise<BigNumberInput> => {
  const orders = container.resolve(Modules.ORDER)
  const { summary } = await orders.retrieveOrder(orderId, { select: ["id", "summary", "total"] })
  const pending = summary?.pending_difference ?? 0
  return MathBN.min(pending, Number(pending))
}

/**
 * A refund lowers what the order costs, as far as the shop did not owe the money anyway: what core's refund workflow
 * does last, for refunds that were booked without it. The credit line names the refund, so it is written once. False
 * while a change of the order is open, for core accepts no credit line then. Call it under the order's money lock.
 */
const lowerTotal = async (container: MedusaContainer, refund: OrderRefund): Promise<boolean> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const credit = await findRefundCredit(knex, refund)
  if (!credit || credit.canceled || credit.credited || MathBN.lte(credit.pending, 0)) return true
  if (credit.change_open) return false
  const amount = MathBN.min(await findPending(container, refund.order_id), credit.amount).toFixed()
  if (MathBN.lte(amount, 0)) return true
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

/**
 * Makes an order's refund transactions say what its refund rows say (R14), through the order module. Normally there is
 * nothing to do: only a process that died inside core's refund, or two refunds of core's at once, leave a difference.
 * Call it under the order's money lock.
 */
export const repairOrderBooks = async (container: MedusaContainer, orderId: string): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const books = await findRefundBooks(knex, orderId)
  if (!books) return
  const { remove, add } = transactionRepair(books, books.currency_code)
  // A transaction with a wrong amount had its credit line; only what was cut off has none.
  const cutOff = add.filter(({ id }) => !books.transactions.some(({ reference_id }) => reference_id === id))
  const lowered = books.canceled ? [] : cutOff.map(({ id }) => ({ order_id: orderId, refund_id: id }))
  // Before the transactions: once these are there, nothing else shows that a credit line is missing.
  await enqueueWork(
    knex,
    lowered.map((refund) => lowerTotalWork(refund))
  )
  const orders = container.resolve(Modules.ORDER)
  if (remove.length > 0) await orders.deleteOrderTransactions([...remove])
  if (add.length > 0)
    await orders.addOrderTransactions(
      add.map(({ id, amount }) => ({
        order_id: orderId,
        amount: MathBN.mult(amount, -1),
        currency_code: books.currency_code,
        reference: "refund",
        reference_id: id,
      }))
    )
  for (const refund of lowered) await lowerTotal(container, refund)
}
