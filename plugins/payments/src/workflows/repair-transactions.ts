import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"

import { transactionRepair } from "../domain/given-back"
import { findOrderBooks } from "../reconcile/refund-place"
import { lowerTotal, lowerTotalWork } from "./lower-total"

/**
 * Makes an order's refund transactions say what its refund rows say (R14), through the order module. Nothing to do is
 * the rule: only a process that died inside core's refund, or two refunds of core's at once, leave a difference.
 * Call it under the order's money lock. Gives the number of transactions changed.
 */
export const repairTransactions = async (container: MedusaContainer, orderId: string): Promise<number> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const books = await findOrderBooks(knex, orderId)
  if (!books) return 0
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
  }
  for (const refund of lowered) await lowerTotal(container, refund)
  return remove.length + add.length
}
