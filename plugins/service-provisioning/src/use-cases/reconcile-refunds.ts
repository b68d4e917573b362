import { orderMoney, ordersChangedSince } from "@atrium/payments/use-cases"
import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { buyerToShow } from "../domain/buyer-drift"
import { planRefund } from "../domain/refund-plan"
import { requestsOfOrders, type ServiceRequestRow } from "../data/service-requests"
import { contactsOfOrders } from "../data/core/order-contact"
import { seenUnits } from "./follow-order"
import { followRefundsWork } from "../domain/work-kinds"

/** Those of the orders whose service requests differ from the order. */
const differing = async (knex: Knex, orderIds: readonly string[]): Promise<string[]> => {
  const requests = await requestsOfOrders(knex, orderIds)
  const byOrder = new Map<string, ServiceRequestRow[]>()
  for (const request of requests) byOrder.set(request.order_id, [...(byOrder.get(request.order_id) ?? []), request])
  const provisioned = [...byOrder.keys()]
  const [money, contacts] = await Promise.all([orderMoney(knex, provisioned), contactsOfOrders(knex, provisioned)])
  const contactOf = new Map(contacts.map((contact) => [contact.order_id, contact]))
  return money.flatMap((order) => {
    const units = byOrder.get(order.order_id) ?? []
    const contact = contactOf.get(order.order_id)
    const plan = planRefund(order, seenUnits(units))
    const late = plan.refunds.length + plan.removed.length + plan.cancel.length > 0
    const stale = contact !== undefined && buyerToShow(contact, units).requestIds.length > 0
    return late || stale ? [order.order_id] : []
  })
}

/**
 * Finds orders that were refunded, edited, returned, canceled or corrected without their service requests showing it, and
 * schedules the work that updates them.
 */
export const reconcileRefunds = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return reconcileInPages(container, span, ordersChangedSince, async (orderIds) => ({
    missing: (await differing(knex, orderIds)).map((id) => followRefundsWork(id, `order:${id}`)),
  }))
}
