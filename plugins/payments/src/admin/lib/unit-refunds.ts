import { callRoute, useChange, useRoute } from "@atrium/admin-kit"

import type { RefundableUnitView } from "../../contracts/refundable-units"
import { routes } from "../../contracts/routes"
import type { StaffUnitRefund } from "../../contracts/staff-money"

/** The units of an order that a refund can name. */
export const useRefundableUnits = (orderId: string) =>
  useRoute(routes, "GET /admin/refundable-units", { query: { order_id: orderId } })

/** Refunds chosen units. For a form, which shows failures itself. */
export const useRefundUnits = () =>
  useChange({
    send: (body: StaffUnitRefund) => callRoute(routes, "POST /admin/unit-refunds", { body }),
    refresh: ["refundable-units", "orders", "service-requests", "commissions", "order-documents"],
  })

/** Why a unit can't be chosen, or what choosing it means, in words. */
export const noteOf = ({ refusal, cancels_work: cancels }: RefundableUnitView): string => {
  if (refusal === "refunded") return "Refunded already"
  if (refusal === "completed") return "Completed: refund an amount instead"
  if (refusal === "free") return "Nothing was paid for it"
  return cancels ? "Its work is canceled" : "Its work is canceled already"
}
