import { metrics } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import { WorkFailure } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PaymentEvents } from "@medusajs/framework/utils"

import { type CapturePlace, findCapturePlace } from "../reconcile/capture-place"
import { recordCapture } from "../tx/record-capture"
import { capturedPaymentWork } from "./captured-payment-work"
import { gatewayOfProvider } from "./gateways"
import { rememberOwnCapture } from "./own-work"

type Ordered = CapturePlace & { order_id: string }

/** The gateway first, then the books: a crash in between is met by a gateway that answers from what it did. */
const takeMoney = async (container: MedusaContainer, knex: Knex, place: Ordered): Promise<Ordered | null> => {
  const gateway = gatewayOfProvider(place.provider_id)
  const reference = gateway?.referenceOf(place.data ?? {})
  if (!gateway || !reference) throw new WorkFailure("No gateway in use holds this payment", { permanent: true })
  await gateway.capture(container, reference)
  const added = await knex.transaction((trx) => recordCapture(trx, place.id))
  // Somebody else was faster: their capture and ours are the same one, and they announce it.
  if (!added) return null
  metrics().payments.labels("captured").inc()
  return { ...place, unrecorded: [...place.unrecorded, ...added] }
}

/** The order's transactions come to know the captures they do not know yet: what makes the order paid. */
const recordOnOrder = async (container: MedusaContainer, place: Ordered): Promise<void> => {
  if (place.unrecorded.length === 0) return
  await container.resolve(Modules.ORDER).addOrderTransactions(
    place.unrecorded.map(({ id, raw_amount }) => ({
      order_id: place.order_id,
      amount: raw_amount,
      currency_code: place.currency_code,
      reference: "capture",
      reference_id: id,
    }))
  )
}

/**
 * Takes the money of an order's payment, once, and makes due what follows. Does what core's capture workflow does with
 * a third of its statements, and may be cut off anywhere: what is already done is found done.
 */
export const capturePayment = async (container: MedusaContainer, paymentId: string): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const found = await findCapturePlace(knex, paymentId)
  if (!found) throw new WorkFailure("There is no such payment", { permanent: true })
  // Released before it was taken: there is nothing to take.
  if (found.canceled_at) return
  // Order first, then capture: no money is taken without an order.
  if (!found.order_id) throw new WorkFailure("The payment has no order yet")
  const place: Ordered = { ...found, order_id: found.order_id }
  const taken = place.captured_at ? place : await takeMoney(container, knex, place)
  if (!taken) throw new WorkFailure("Another capture of this payment was faster; looking again")
  await recordOnOrder(container, taken)
  await enqueueWork(knex, capturedPaymentWork([{ payment_id: paymentId, order_id: taken.order_id }]))
  if (place.captured_at) return
  // As core's workflow announces it; our own follow-up is enqueued already.
  rememberOwnCapture(paymentId)
  await container.resolve(Modules.EVENT_BUS).emit({ name: PaymentEvents.CAPTURED, data: { id: paymentId } })
}
