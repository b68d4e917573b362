import { toMajorText } from "@atrium/kernel"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"

import { findPaymentContext, type PaymentContext } from "../data/core/payment-context"
import { restText } from "../domain/exact-amount"
import { bookedMinorUnits } from "../domain/refund-drift"
import { type HeldPayment, heldPaymentOf } from "./find-gateway"
import { withRefundMadeElsewhere } from "./record-made-elsewhere"

const ELSEWHERE_NOTE = "Refunded at the payment company"
export const CANCELED_NOTE = "The order was canceled"

/**
 * Runs right before a recording is written for good: the refund rows, the new one among them, may say no more than the
 * gateway says. Otherwise another refund got its row in between, and this recording would count its money twice.
 */
export const coveredByGateway =
  (container: MedusaContainer, { gateway, payment: { reference } }: HeldPayment, paymentId: string) =>
  async (): Promise<void> => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const context = await findPaymentContext(knex, paymentId)
    const payment = await gateway.stateOf(container, reference)
    if (context && payment && bookedMinorUnits(context.refunds, context.currency_code) <= payment.refunded) return
    throw new WorkFailure("Another refund of this payment is in progress")
  }

/**
 * Writes a refund that the gateway has made already into Medusa's books, through core's own refund; the provider is told
 * not to refund again. Core accepts no credit line for a canceled order, and none while a change of the order is open:
 * then only the row is written, and `repairOrderBooks` does the rest.
 */
export const recordRefund = async (
  container: MedusaContainer,
  held: HeldPayment,
  context: PaymentContext,
  missing: bigint
): Promise<void> => {
  const { reference, refunded, captured } = held.payment
  const { payment_id, currency_code: currency, left } = context
  const amount = refunded === captured ? restText(left, currency, missing) : toMajorText(missing, currency)
  const refund = { payment_id, amount, note: ELSEWHERE_NOTE }
  const confirm = coveredByGateway(container, held, payment_id)
  await withRefundMadeElsewhere({ reference, confirm }, async () => {
    if (context.order_canceled || context.change_open) await container.resolve(Modules.PAYMENT).refundPayment(refund)
    else await refundPaymentWorkflow(container).run({ input: refund })
  })
}

/**
 * Refunds what the gateway still has of a payment, in its books and the order's. What the books did not hold yet is
 * recorded first. Throws when the gateway refuses or cannot be reached; nothing is booked then that did not happen.
 * A payment that no gateway of ours holds, or that is not captured, is left to core. Call it under the order's money lock.
 */
export const refundRest = async (
  container: MedusaContainer,
  paymentId: string,
  by: { created_by: string | undefined }
): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const known = await findPaymentContext(knex, paymentId)
  if (!known || Number(known.captured) <= 0) return
  const held = await heldPaymentOf(container, known)
  if (!held) return
  const missing = held.payment.refunded - bookedMinorUnits(known.refunds, known.currency_code)
  if (missing > 0n) await recordRefund(container, held, known, missing)
  const left = held.payment.captured - held.payment.refunded
  if (left <= 0n) return
  const context = missing > 0n ? ((await findPaymentContext(knex, paymentId)) ?? known) : known
  await refundPaymentWorkflow(container).run({
    input: {
      payment_id: paymentId,
      amount: restText(context.left, context.currency_code, left),
      note: CANCELED_NOTE,
      created_by: by.created_by,
    },
  })
}
