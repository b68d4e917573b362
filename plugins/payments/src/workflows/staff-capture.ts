import { commonErrors, type ErrorDetails, formatMoney, toMajorNumber } from "@atrium/kernel"
import { detailsOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import { StaffCapture } from "../contracts/staff-money"
import { findCollectionPlace } from "../data/core/payment-places"
import { decimalsOf, exactMinorUnits } from "../domain/exact-amount"
import { chargeableMinorUnits } from "../domain/minor-units"
import { findRefundPlace, type RefundPlace } from "../reconcile/refund-place"
import { gatewayOfProvider } from "./gateways"
import { withOrderMoneyLock } from "./order-money-lock"

const wrongAmount = (place: RefundPlace, named: number | undefined): string | undefined => {
  if (named === undefined) return undefined
  const { currency_code: currency } = place
  const asked = exactMinorUnits(named, currency)
  if (asked === null) return `Enter an amount without fractions of the currency: ${decimalsOf(currency)}`
  const rest = chargeableMinorUnits(place.amount, currency) - chargeableMinorUnits(place.captured, currency)
  // Core names no amount to a gateway, which takes all of it: a part would be booked that was not what was taken.
  if (gatewayOfProvider(place.provider_id) && asked !== rest)
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
  const orderId = (await findRefundPlace(knex, paymentId))?.order_id
  if (!orderId) return job()
  await withOrderMoneyLock(container, orderId, async () => {
    const place = await findRefundPlace(knex, paymentId)
    if (!place) return job()
    const parsed = StaffCapture.safeParse(body ?? {})
    const details: ErrorDetails = parsed.success ? {} : detailsOf(parsed.error)
    const wrong = parsed.success ? wrongAmount(place, parsed.data.amount) : undefined
    if (wrong) details.amount = wrong
    if (Object.keys(details).length > 0) throw commonErrors.fail("invalid_input", { details })
    if (place.order_canceled) throw gatewayErrors.fail("order_canceled")
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
  const place = await findCollectionPlace(knex, collectionId)
  // Core answers what it does not know, and a body without an order.
  if (!place || typeof orderId !== "string") return job()
  if (place.order_id !== orderId)
    throw commonErrors.fail("invalid_input", { details: { order_id: "These payments are not of this order" } })
  await withOrderMoneyLock(container, orderId, async () => {
    if ((await findCollectionPlace(knex, collectionId))?.order_canceled) throw gatewayErrors.fail("order_canceled")
    await job()
  })
}
