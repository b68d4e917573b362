import { ordersChangedSince } from "@atrium/payments/use-cases"
import { knexOf } from "@atrium/server"
import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { placedOrders } from "../data/core/order-progress"
import { storedProgress } from "../data/order-progress"
import { orderProgressWork } from "../domain/work-kinds"
import { progressDifference } from "./update-order-progress"

/** Finds orders whose stored progress or core status differs from their requests and shipments, and schedules the update. */
export const reconcileOrderProgress = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex = knexOf(container)
  return reconcileInPages(container, span, ordersChangedSince, async (orderIds) => {
    const [orders, rows] = await Promise.all([placedOrders(knex, orderIds), storedProgress(knex, orderIds)])
    const stored = new Map(rows.map((row) => [row.order_id, row]))
    return {
      missing: orders
        .filter((order) => progressDifference(order, stored.get(order.id)))
        .map((order) => orderProgressWork(order.id, `order:${order.id}`)),
    }
  })
}
