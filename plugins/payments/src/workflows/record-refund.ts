import { toMajorText } from "@atrium/kernel"
import { WorkFailure } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"

import type { GatewayPayment } from "../contracts/gateway"
import { restText } from "../domain/exact-amount"
import { bookedMinorUnits } from "../domain/given-back"
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

/**
 * Writes a refund that the gateway has made already into Medusa's books, through core's own refund; the provider is told
 * not to refund again. Core accepts no credit line for a canceled order, and none while a change of the order is open:
 * then only the row is written, and `repairTransactions` sees to the rest.
 */
export const recordRefund = async (
  container: MedusaContainer,
  gateway: Gateway,
  place: RefundPlace,
  payment: GatewayPayment,
  missing: bigint
): Promise<void> => {
  const { reference, refunded, captured } = payment
  const { payment_id, currency_code: currency, left } = place
  const amount = refunded === captured ? restText(left, currency, missing) : toMajorText(missing, currency)
  const refund = { payment_id, amount, note: NOTE }
  const confirm = coveredByGateway(container, gateway, reference, place.payment_id)
  await withRefundMadeElsewhere({ reference, confirm }, async () => {
    if (place.order_canceled || place.change_open) await container.resolve(Modules.PAYMENT).refundPayment(refund)
    else await refundPaymentWorkflow(container).run({ input: refund })
  })
}
