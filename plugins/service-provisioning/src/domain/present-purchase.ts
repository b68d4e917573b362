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

type PurchaseFacts = {
  readonly ordered: boolean
  readonly gateway: "awaiting" | "processing" | "authorized" | "captured" | "failed" | "canceled"
  readonly expired: boolean
}

/** Whether the payment that was started can still be made. A failed one can be tried again, a canceled one cannot. */
export const isPayable = (facts: PurchaseFacts): boolean =>
  !facts.ordered && !facts.expired && (facts.gateway === "awaiting" || facts.gateway === "failed")

/** The state of a purchase, from its payment session and its order. */
export const purchaseStatus = (facts: PurchaseFacts): PurchaseStatus => {
  if (facts.ordered) return "completed"
  // Authorized without an order: it is being settled.
  if (facts.gateway === "processing" || facts.gateway === "authorized" || facts.gateway === "captured")
    return "processing"
  if (facts.expired) return "expired"
  return facts.gateway === "failed" ? "failed" : "awaiting_payment"
}
