import { toMajorText } from "@atrium/kernel"
import { WorkFailure } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"

import type { GatewayPayment } from "../contracts/gateway"
import { bookedMinorUnits } from "../domain/given-back"
import { chargeableMinorUnits } from "../domain/minor-units"
import { withRefundMadeElsewhere } from "../providers/refund-made-elsewhere"
import { findRefundPlace, type RefundPlace } from "../reconcile/refund-place"
import type { Gateway } from "./gateways"

const NOTE = "Given back at the payment company"

/**
 * Asked right before a recording is written for good: the refund rows, the new one among them, may say no more than the
 * gateway says. Otherwise another refund got its row in between, and this recording would count its money twice.
 */
export const coveredByGateway =
  (container: MedusaContainer, gateway: Gateway, reference: string, paymentId: string) => async (): Promise<void> => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const place = await findRefundPlace(knex, paymentId)
    const payment = await gateway.stateOf(container, reference)
    if (place && payment && bookedMinorUnits(place.refunds, place.currency_code) <= payment.refunded) return
    throw new WorkFailure("Another refund of this payment is under way")
  }

/** Major units of what is missing in the books; all that is left when everything was given back, cent dust included. */
const amountOf = (place: RefundPlace, payment: GatewayPayment, missing: bigint): string => {
  const whole =
    payment.refunded === payment.captured &&
    payment.captured === chargeableMinorUnits(place.captured, place.currency_code)
  return whole ? place.left : toMajorText(missing, place.currency_code)
}

/**
 * Writes a refund that the gateway has made already into Medusa's books, through core's own refund; the provider is told
 * not to refund again. A cancelled order takes no credit lines any more: core's cancellation has written its books, only
 * the refund row is missing.
 */
export const recordRefund = async (
  container: MedusaContainer,
  gateway: Gateway,
  place: RefundPlace,
  payment: GatewayPayment,
  missing: bigint
): Promise<void> => {
  const refund = { payment_id: place.payment_id, amount: amountOf(place, payment, missing), note: NOTE }
  const { reference } = payment
  const confirm = coveredByGateway(container, gateway, reference, place.payment_id)
  await withRefundMadeElsewhere({ reference, confirm }, async () => {
    if (place.order_canceled) await container.resolve(Modules.PAYMENT).refundPayment(refund)
    else await refundPaymentWorkflow(container).run({ input: refund })
  })
}
