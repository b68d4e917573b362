import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { planRefund } from "../domain/refund-plan"
import { requestsOfOrders } from "../modules/service-request/store/refunds"
import type { ServiceRequestRow } from "../modules/service-request/store/requests"
import { booksOfOrders, ordersGivenBack } from "../reconcile/order-money"
import { followRefundsOf } from "./work/kinds"

const BATCH = 500

/** Those of the orders whose requests differ from what their books say. Two statements. */
const differing = async (knex: Knex, orderIds: readonly string[]): Promise<string[]> => {
  const [books, requests] = await Promise.all([booksOfOrders(knex, orderIds), requestsOfOrders(knex, orderIds)])
  const byOrder = new Map<string, ServiceRequestRow[]>(orderIds.map((id) => [id, []]))
  for (const request of requests) byOrder.get(request.order_id)?.push(request)
  return books.flatMap((order) => {
    const plan = planRefund(order, byOrder.get(order.order_id) ?? [])
    return plan.refunds.length + plan.cancel.length > 0 ? [order.order_id] : []
  })
}

/**
 * Finds orders of which money was given back or which were cancelled without their service requests showing it, and makes
 * following due. Returns how many work items that were. Three statements for each 500 such orders.
 */
export const reconcileRefunds = async (
  container: MedusaContainer,
  { recentOnly }: { recentOnly: boolean }
): Promise<number> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  let due = 0
  for (let after = ""; ;) {
    const orders = await ordersGivenBack(knex, { recentOnly, after, limit: BATCH })
    const late = await differing(knex, orders)
    due += await enqueueWork(
      knex,
      late.map((id) => followRefundsOf(id, `order:${id}`)),
      { reopenDone: true }
    )
    const last = orders.at(-1)
    if (last === undefined || orders.length < BATCH) return due
    after = last
  }
}
