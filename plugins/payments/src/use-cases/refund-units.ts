import { type Actor, commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { StaffUnitRefund, UnitRefundOut } from "../contracts/staff-money"
import { refundWorkflow } from "../workflows/refund"

/**
 * Refunds what is left of chosen units through `refundWorkflow`; plugins that sold them then cancel their work.
 * @throws not_found, invalid_input (why a unit can't be refunded), order_canceled, order_change_open, order_busy
 */
export const refundUnits = async (
  container: MedusaContainer,
  { units, ...refund }: StaffUnitRefund,
  actor: Actor
): Promise<UnitRefundOut> => {
  const chosen = [...new Set(units)]
  const { result } = await refundWorkflow(container).run({
    input: { ...refund, units: chosen, created_by: actor.id ?? undefined },
  })
  if (!result.units) throw commonErrors.fail("not_found")
  return {
    payment_id: result.payment_id,
    order_id: result.order_id,
    amount: Number(result.amount),
    currency_code: result.currency_code,
    units: [...result.units],
  }
}
