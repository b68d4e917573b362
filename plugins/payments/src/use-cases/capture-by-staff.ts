import { commonErrors, type ErrorDetails, formatMoney, roundToMinorUnits, toMajorNumber } from "@atrium/kernel"
import { detailsOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import { StaffCapture } from "../contracts/staff-money"
import { findOrderedPayment, type PaymentContext } from "../data/core/payment-context"
import { findCollectionContext } from "../data/core/staff-orders"
import { decimalsOf, exactMinorUnits } from "../domain/exact-amount"
import { gatewayOfProvider } from "./find-gateway"
import { withOrderMoneyLock } from "./lock-order-money"

const wrongAmount = (payment: PaymentContext, named: number | undefined): string | undefined => {
  if (named === undefined) return undefined
  const { currency_code: currency } = payment
  const asked = exactMinorUnits(named, currency)
  if (asked === null) return `Enter an amount without fractions of the currency: ${decimalsOf(currency)}`
  const rest = roundToMinorUnits(payment.amount, currency) - roundToMinorUnits(payment.captured, currency)
  // Core names no amount to a gateway, which takes all of it: a part would be booked that was not what was taken.
  if (gatewayOfProvider(payment.provider_id) && asked !== rest)
    return `This payment is captured in full: leave the amount out, or enter ${formatMoney(toMajorNumber(rest, currency), currency)}`
  return undefined
}

/**
 * Runs core's capture by staff: alone on its order, and with all that can refuse before the gateway is asked.
 * Throws `invalid_input` with every wrong field, `order_canceled`.
 */
export const runStaffCapture = async (
  container: MedusaContainer,
  paymentId: string,
  body: unknown,
  job: () => Promise<void>
): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const orderId = (await findOrderedPayment(knex, paymentId))?.order_id
  if (!orderId) return job()
  await withOrderMoneyLock(container, orderId, async () => {
    const payment = await findOrderedPayment(knex, paymentId)
    if (!payment) return job()
    const parsed = StaffCapture.safeParse(body ?? {})
    const details: ErrorDetails = parsed.success ? {} : detailsOf(parsed.error)
    const wrong = parsed.success ? wrongAmount(payment, parsed.data.amount) : undefined
    if (wrong) details.amount = wrong
    if (Object.keys(details).length > 0) throw commonErrors.fail("invalid_input", { details })
    if (payment.order_canceled) throw gatewayErrors.fail("order_canceled")
    await job()
  })
}

/**
 * Runs core's "mark as paid" of a payment collection: only for the order it belongs to, and not for a canceled one.
 * Core asks neither. Throws `invalid_input`, `order_canceled`.
 */
export const runMarkAsPaid = async (
  container: MedusaContainer,
  collectionId: string,
  orderId: unknown,
  job: () => Promise<void>
): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const collection = await findCollectionContext(knex, collectionId)
  // Core answers what it does not know, and a body without an order.
  if (!collection || typeof orderId !== "string") return job()
  if (collection.order_id !== orderId)
    throw commonErrors.fail("invalid_input", { details: { order_id: "These payments don't belong to this order" } })
  await withOrderMoneyLock(container, orderId, async () => {
    if ((await findCollectionContext(knex, collectionId))?.order_canceled) throw gatewayErrors.fail("order_canceled")
    await job()
  })
}
