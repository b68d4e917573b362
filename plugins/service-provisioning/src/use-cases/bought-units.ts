import type { BoughtUnit } from "@atrium/payments/extension-points"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ServiceRequestStatus } from "../contracts/statuses"
import { requestsOfOrders } from "../data/service-requests"

const stateOf = (status: ServiceRequestStatus): BoughtUnit["state"] => {
  if (status === "completed") return "completed"
  return status === "cancelled" ? "canceled" : "open"
}

/** The units of an order that have a service request, for refunds that name them. */
export const boughtUnitsOf = async (container: MedusaContainer, orderId: string): Promise<BoughtUnit[]> => {
  const requests = await requestsOfOrders(knexOf(container), [orderId])
  return requests
    .map((request) => ({
      id: request.id,
      line_id: request.order_line_item_id,
      unit: request.unit,
      title: `${request.service_title} – ${request.tier_title}`,
      reference: request.reference_number,
      amount: request.payment_amount,
      refunded: request.refunded_amount,
      state: stateOf(request.status),
    }))
    .sort((one, other) => (one.line_id < other.line_id ? -1 : one.line_id > other.line_id ? 1 : one.unit - other.unit))
}
