import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { bookedMinorUnits, lostRefunds } from "../domain/given-back"
import { chargeableMinorUnits } from "../domain/minor-units"
import { withRefundMadeElsewhere } from "../providers/refund-made-elsewhere"
import { findRefundPlace, type RefundPlace } from "../reconcile/refund-place"
import { type Gateway, gatewayOfProvider } from "./gateways"
import { withOrderMoneyLock } from "./order-money-lock"
import { coveredByGateway } from "./record-refund"

/** What staff ask to give back, in minor units; core refunds the whole payment without an amount. Null when it is none. */
const askedMinorUnits = (amount: unknown, place: RefundPlace): bigint | null => {
  const text = amount === undefined || amount === null ? place.amount : String(amount)
  return /^\d+(\.\d+)?$/.test(text) ? chargeableMinorUnits(text, place.currency_code) : null
}

/** Whether exactly this refund was made before, by a call whose answer was lost: same amount, its row is gone. */
const wasMadeBefore = async (
  container: MedusaContainer,
  gateway: Gateway,
  reference: string,
  place: RefundPlace,
  asked: bigint
): Promise<boolean> => {
  if (!gateway.refunds) return false
  const payment = await gateway.stateOf(container, reference)
  if (!payment || payment.refunded - bookedMinorUnits(place.refunds, place.currency_code) < asked) return false
  const lost = lostRefunds(await gateway.refunds(container, reference), place.refunds)
  return lost.some(({ amount }) => amount === asked)
}

/**
 * Runs core's refund by staff: alone on its order, and as a mere record when it repeats one whose answer was lost. The
 * gateway keeps one refund then (R13); core gave the first one's row back, so its key is no help.
 */
export const runStaffRefund = async (
  container: MedusaContainer,
  paymentId: string,
  amount: unknown,
  job: () => Promise<void>
): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const orderId = (await findRefundPlace(knex, paymentId))?.order_id
  if (!orderId) return job()
  await withOrderMoneyLock(container, orderId, async () => {
    const place = await findRefundPlace(knex, paymentId)
    const gateway = place && gatewayOfProvider(place.provider_id)
    const reference = gateway?.referenceOf(place?.data ?? {})
    const asked = place && askedMinorUnits(amount, place)
    if (!place || !gateway || !reference || !asked) return job()
    if (!(await wasMadeBefore(container, gateway, reference, place, asked))) return job()
    const confirm = coveredByGateway(container, gateway, reference, paymentId)
    await withRefundMadeElsewhere({ reference, confirm }, job)
  })
}
