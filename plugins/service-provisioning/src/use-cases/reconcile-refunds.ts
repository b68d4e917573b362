import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { buyerToShow } from "../domain/buyer-drift"
import { planRefund } from "../domain/refund-plan"
import { requestsOfOrders, type ServiceRequestRow } from "../data/service-requests"
import { booksOfOrders, ordersChanged } from "../data/core/order-books"
import { seenUnits } from "./follow-order"
import { followRefundsWork } from "../domain/work-kinds"

/** Those of the orders whose requests differ from what core has of them. */
const differing = async (knex: Knex, orderIds: readonly string[]): Promise<string[]> => {
  const [books, requests] = await Promise.all([booksOfOrders(knex, orderIds), requestsOfOrders(knex, orderIds)])
  const byOrder = new Map<string, ServiceRequestRow[]>(orderIds.map((id) => [id, []]))
  for (const request of requests) byOrder.get(request.order_id)?.push(request)
  return books.flatMap((order) => {
    const units = byOrder.get(order.order_id) ?? []
    const plan = planRefund(order, seenUnits(units))
    const late = plan.refunds.length + plan.removed.length + plan.cancel.length > 0
    return late || buyerToShow(order, units) ? [order.order_id] : []
  })
}

/**
 * Finds orders that were refunded, edited, returned, canceled or corrected without their service requests showing it, and
 * schedules what brings them in line.
 */
export const reconcileRefunds = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return reconcileInPages(container, span, ordersChanged, async (orderIds) => ({
    missing: (await differing(knex, orderIds)).map((id) => followRefundsWork(id, `order:${id}`)),
  }))
}
