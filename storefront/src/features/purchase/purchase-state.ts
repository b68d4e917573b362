import type { PurchaseState } from "@atrium/service-provisioning/contracts"

/** Whether some units don't have their reference number yet. */
export const provisioningPending = (purchase: Pick<PurchaseState, "items" | "service_requests">): boolean =>
  purchase.service_requests.length < purchase.items.reduce((units, item) => units + item.quantity, 0)

/** Describes when a specialist contacts the customer. */
export const contactText = (hours: number | null): string => {
  if (!hours) return "A specialist will contact you to go over what you need."
  const time = hours === 1 ? "one working hour" : `${hours} working hours`
  return `A specialist will contact you within ${time} to go over what you need.`
}

/** Returns the path of the page for a purchase with this status. */
export const pageOfPurchase = (purchase: Pick<PurchaseState, "id" | "status" | "error">): string => {
  switch (purchase.status) {
    case "completed":
    case "processing":
      return `/purchase/${purchase.id}/confirmation`
    case "failed":
    case "expired":
      return `/purchase/${purchase.id}/failed`
    case "awaiting_payment":
      return purchase.error ? `/purchase/${purchase.id}/failed` : `/purchase/${purchase.id}`
  }
}
