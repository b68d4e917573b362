import { enqueueWork } from "@atrium/work-queue/tx"
import type { Context, MedusaContainer } from "@medusajs/framework/types"
import {
  CommonEvents,
  moduleEventBuilderFactory,
  Modules,
  PaymentCollectionStatus,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"
import { z } from "zod"

import type { BooksOfTakenPayment } from "../domain/plain-cart"
import type { EventsOfOneJob } from "./grouped-events"
import { settlementWork } from "./schedule-work"

type Write = (row: Record<string, unknown>, context: Context) => Promise<unknown>
type Update = (id: string, change: Record<string, unknown>, context: Context) => Promise<unknown>
const WRITES = ["createPayments", "createCaptures", "updatePaymentSessions", "updatePaymentCollections"] as const
type PaymentRows = Record<Exclude<(typeof WRITES)[number], "updatePaymentCollections">, Write> & {
  updatePaymentCollections: Update
}

// Medusa gives each module's service such methods for its tables; the payment module's interface leaves some of them out.
const PaymentRows = z.custom<PaymentRows>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    WRITES.every((name) => typeof Reflect.get(value, name) === "function")
)
const paymentUpdated = moduleEventBuilderFactory({
  action: CommonEvents.UPDATED,
  object: "payment",
  source: Modules.PAYMENT,
})
const Made = z.object({ id: z.string() })

/**
 * Writes the books of a payment that the gateway took in full, in one transaction with the order's transactions and the
 * work that follows: what core's `authorizePaymentSession` and `addOrderTransactions` leave, without the reads by which
 * they find out what is known here.
 */
export const bookTakenPayment = async (
  container: MedusaContainer,
  { orderId, books, data }: { orderId: string; books: BooksOfTakenPayment; data: Record<string, unknown> },
  events: EventsOfOneJob
): Promise<{ payment_id: string; work: string[] }> => {
  const payments = PaymentRows.parse(container.resolve(Modules.PAYMENT))
  const orders = container.resolve(Modules.ORDER)
  const { amount, currency_code, provider_id } = books
  return events.transaction(async ({ trx, call }) => {
    const made = await call(async (context) => {
      const now = new Date()
      await payments.updatePaymentSessions(
        { id: books.session_id, status: PaymentSessionStatus.AUTHORIZED, authorized_at: now },
        context
      )
      const payment = Made.parse(
        await payments.createPayments(
          {
            amount,
            currency_code,
            provider_id,
            data,
            payment_session: books.session_id,
            payment_collection_id: books.collection_id,
            captured_at: now,
          },
          context
        )
      )
      const capture = Made.parse(await payments.createCaptures({ amount, payment: payment.id }, context))
      await payments.updatePaymentCollections(
        books.collection_id,
        {
          status: PaymentCollectionStatus.COMPLETED,
          authorized_amount: amount,
          captured_amount: amount,
          refunded_amount: 0,
          completed_at: now,
        },
        context
      )
      // Core writes the payment first and then that it was captured.
      paymentUpdated({ data: { id: payment.id }, sharedContext: context })
      return { payment: payment.id, capture: capture.id }
    })
    await call((context) =>
      orders.addOrderTransactions(
        [{ order_id: orderId, amount, currency_code, reference: "capture", reference_id: made.capture }],
        context
      )
    )
    const payment = { id: made.payment, provider_id, booked: true, canceled_at: null }
    const work = settlementWork({ order_id: orderId, free: false, payments: [payment] })
    await enqueueWork(trx, work)
    return { payment_id: payment.id, work: work.map(({ key }) => key) }
  })
}
