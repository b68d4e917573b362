import { orderMoney, ordersChangedSince } from "@atrium/payments/use-cases"
import { knexOf } from "@atrium/server"
import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { documentsOfOrders } from "../data/order-documents"
import { issueDocumentsWork } from "../domain/work"
import { lacksDocuments } from "./issue-documents"

/** Schedules the documents that orders lack: of a payment or refund whose event was lost, or from before the plugin. */
export const reconcileDocuments = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex = knexOf(container)
  return reconcileInPages(container, span, ordersChangedSince, async (orderIds) => {
    const [orders, known] = await Promise.all([orderMoney(knex, orderIds), documentsOfOrders(knex, orderIds)])
    const lacking = orders.filter((order) =>
      lacksDocuments(
        order,
        known.filter((one) => one.order_id === order.order_id)
      )
    )
    return { missing: lacking.map(({ order_id }) => issueDocumentsWork(order_id, `order:${order_id}`)) }
  })
}
