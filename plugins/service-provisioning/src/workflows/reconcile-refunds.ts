import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { planRefund } from "../domain/refund-plan"
import { requestsOfOrders } from "../modules/service-request/store/refunds"
import type { ServiceRequestRow } from "../modules/service-request/store/requests"
import { booksOfOrders, ordersGivenBack } from "../reconcile/order-money"
import { followRefundsOf } from "./work/kinds"

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
 * Finds orders of which money was given back or which were canceled without their service requests showing it, and makes
 * following due.
 */
export const reconcileRefunds = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return reconcileInPages(container, span, ordersGivenBack, async (orderIds) => ({
    missing: (await differing(knex, orderIds)).map((id) => followRefundsOf(id, `order:${id}`)),
  }))
}
