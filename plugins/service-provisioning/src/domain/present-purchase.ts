import type { PurchasedRequest } from "../contracts/purchases"
import type { PurchaseStatus, ServiceRequestStatus } from "../contracts/statuses"
import { serviceRequestStatusLabel } from "../contracts/statuses"

type Provisioned = {
  reference_number: string
  status: ServiceRequestStatus
  service_title: string
  tier_title: string
}

/** A request as its buyer's confirmation shows it. */
export const toPurchasedRequest = (request: Provisioned): PurchasedRequest => ({
  reference_number: request.reference_number,
  status: request.status,
  status_label: serviceRequestStatusLabel(request.status),
  service: request.service_title,
  tier: request.tier_title,
})

/** How a purchase stands, from what its gateway says and what became of it. */
export const purchaseStatus = (facts: {
  ordered: boolean
  gateway: "awaiting" | "processing" | "authorized" | "captured" | "failed" | "canceled"
  expired: boolean
}): PurchaseStatus => {
  if (facts.ordered) return "completed"
  // Authorised without an order: settling is under way.
  if (facts.gateway === "processing" || facts.gateway === "authorized" || facts.gateway === "captured")
    return "processing"
  if (facts.expired) return "expired"
  return facts.gateway === "failed" ? "failed" : "awaiting_payment"
}
