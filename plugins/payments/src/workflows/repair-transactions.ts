import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"

import { type BookedRefund, transactionRepair } from "../domain/given-back"
import { findOrderBooks } from "../reconcile/refund-place"

/**
 * A refund lowers what the order costs, as far as the shop did not owe the money anyway: what core's refund workflow
 * does last, for refunds that were cut off before it.
 */
const lowerTotal = async (container: MedusaContainer, orderId: string, refunds: readonly BookedRefund[]) => {
  const order = await container.resolve(Modules.ORDER).retrieveOrder(orderId, { select: ["id", "summary"] })
  const pending = MathBN.convert(order.summary?.pending_difference ?? 0)
  if (MathBN.lte(pending, 0)) return
  const given = refunds.reduce((total, { amount }) => MathBN.add(total, amount), MathBN.convert(0))
  const amount = MathBN.min(pending, given).toFixed()
  const line = { amount, reference: "refund", reference_id: refunds[0]?.id ?? null }
  await createOrderCreditLinesWorkflow(container).run({ input: { id: orderId, credit_lines: [line] } })
}

/**
 * Makes an order's refund transactions say what its refund rows say (R14), through the order module. Nothing to do is
 * the rule: only a process that died inside core's refund, or two refunds of core's at once, leave a difference.
 * Call it under the order's money lock. Gives the number of transactions changed.
 */
export const repairTransactions = async (container: MedusaContainer, orderId: string): Promise<number> => {
  const books = await findOrderBooks(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), orderId)
  if (!books) return 0
  const { remove, add } = transactionRepair(books, books.currency_code)
  const orders = container.resolve(Modules.ORDER)
  if (remove.length > 0) await orders.deleteOrderTransactions([...remove])
  if (add.length > 0) {
    await orders.addOrderTransactions(
      add.map(({ id, amount }) => ({
        order_id: orderId,
        amount: MathBN.mult(amount, -1),
        currency_code: books.currency_code,
        reference: "refund",
        reference_id: id,
      }))
    )
    // A transaction with a wrong amount had its credit line; only what was cut off has none.
    const cutOff = add.filter(({ id }) => !books.transactions.some(({ reference_id }) => reference_id === id))
    if (cutOff.length > 0 && !books.canceled) await lowerTotal(container, orderId, cutOff)
  }
  return remove.length + add.length
}
