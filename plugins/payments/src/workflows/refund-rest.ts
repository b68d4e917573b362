import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"

import { restText } from "../domain/exact-amount"
import { bookedMinorUnits } from "../domain/given-back"
import { findRefundPlace } from "../reconcile/refund-place"
import { gatewayOfProvider } from "./gateways"
import { recordRefund } from "./record-refund"

export const CANCELED_NOTE = "The order was canceled"

/**
 * Refunds what the gateway still has of a payment, in its books and the order's. What the books did not know yet is
 * recorded first. Throws when the gateway refuses or cannot be reached; nothing is booked then that did not happen.
 * A payment that no gateway of ours holds, or that is not captured, is left to core. Call it under the order's money lock.
 */
export const refundRest = async (
  container: MedusaContainer,
  paymentId: string,
  by: { created_by: string | undefined }
): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const known = await findRefundPlace(knex, paymentId)
  const gateway = known && gatewayOfProvider(known.provider_id)
  const reference = gateway?.referenceOf(known?.data ?? {})
  if (!known || !gateway || !reference || Number(known.captured) <= 0) return
  const payment = await gateway.stateOf(container, reference)
  if (!payment) return
  const missing = payment.refunded - bookedMinorUnits(known.refunds, known.currency_code)
  if (missing > 0n) await recordRefund(container, gateway, known, payment, missing)
  const left = payment.captured - payment.refunded
  if (left <= 0n) return
  const place = missing > 0n ? ((await findRefundPlace(knex, paymentId)) ?? known) : known
  await refundPaymentWorkflow(container).run({
    input: {
      payment_id: paymentId,
      amount: restText(place.left, place.currency_code, left),
      note: CANCELED_NOTE,
      created_by: by.created_by,
    },
  })
}
