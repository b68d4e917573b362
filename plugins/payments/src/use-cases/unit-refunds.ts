import { clock, commonErrors, roundToMinorUnits, toMajorNumber } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { gatewayErrors } from "../contracts/errors"
import type { RefundableUnitsOut } from "../contracts/refundable-units"
import { orderMoney } from "../data/core/order-money"
import { findOrderedPayment, type PaymentContext } from "../data/core/payment-context"
import { askUnitRefund, dropUnitRefund, linkUnitRefund, unitRefundsOf } from "../data/unit-refunds"
import { bookedMinorUnits } from "../domain/refund-drift"
import { chooseUnits, type ChosenUnits, matchUnitRefunds, type UnitToRefund, unitToRefund } from "../domain/unit-refund"
import { boughtUnits } from "../extension-points"
import { heldPaymentOf } from "./find-gateway"
import { refundSettlementWork } from "./schedule-work"

/** After this time durable work finds out whether a refund of units that nothing was heard of was made. */
const FIND_OUT_SECONDS = 300

/** Every unit of an order that staff can choose, and what a refund of it pays back. */
const unitsToRefund = async (
  container: MedusaContainer,
  order: { order_id: string; currency_code: string },
  chosenBefore: ReadonlySet<string>
): Promise<UnitToRefund[]> => {
  const found = await Promise.all(boughtUnits.all().map((source) => source.unitsOf(container, order.order_id)))
  return found.flat().map((unit) => unitToRefund(unit, order.currency_code, chosenBefore.has(unit.id)))
}

const madeBefore = async (container: MedusaContainer, paymentId: string): Promise<Set<string>> => {
  const refunds = await unitRefundsOf(knexOf(container), paymentId)
  return new Set(refunds.flatMap(({ refund_id: made, unit_ids: units }) => (made ? units : [])))
}

/** The units that staff chose for a refund of this payment, with their sum, or why they can't be refunded. */
export const chosenUnits = async (
  container: MedusaContainer,
  context: Pick<PaymentContext, "payment_id" | "currency_code"> & { order_id: string },
  ids: readonly string[]
): Promise<ChosenUnits> =>
  chooseUnits(await unitsToRefund(container, context, await madeBefore(container, context.payment_id)), ids)

/**
 * The units of an order for Admin, with what a refund of each pays back now. Empty for an order of goods.
 * @throws not_found
 */
export const listRefundableUnits = async (container: MedusaContainer, orderId: string): Promise<RefundableUnitsOut> => {
  const [order] = await orderMoney(knexOf(container), [orderId])
  if (!order) throw commonErrors.fail("not_found")
  const made = await Promise.all(order.payments.map(({ id }) => madeBefore(container, id)))
  const units = await unitsToRefund(container, order, new Set(made.flatMap((ids) => [...ids])))
  const currency = order.currency_code
  return {
    currency_code: currency,
    payment_id: order.payments.find(({ captured }) => captured)?.id ?? null,
    units: units.map(({ cost, left, refusal, ...unit }) => ({
      id: unit.id,
      line_id: unit.line_id,
      unit: unit.unit,
      title: unit.title,
      reference: unit.reference,
      amount: toMajorNumber(cost, currency),
      refunded_amount: toMajorNumber(roundToMinorUnits(unit.refunded, currency), currency),
      refundable_amount: toMajorNumber(left, currency),
      refusal,
      cancels_work: unit.state === "open",
    })),
  }
}

const contextOf = async (container: MedusaContainer, paymentId: string) => {
  const context = await findOrderedPayment(knexOf(container), paymentId)
  if (!context) throw commonErrors.fail("not_found")
  return context
}

const sameUnits = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

/**
 * Writes down which units a refund is for, before money moves. The same units asked for again while nothing is known of
 * the first refund continue that one. Call it under the order's money lock, right before the refund.
 * @throws order_busy while another refund that names one of them is not settled
 */
export const beginUnitRefund = async (
  container: MedusaContainer,
  paymentId: string,
  ids: readonly string[],
  createdBy: string | undefined
): Promise<void> => {
  const knex = knexOf(container)
  const context = await contextOf(container, paymentId)
  const chosen = await chosenUnits(container, context, ids)
  if (chosen.problem !== undefined) throw commonErrors.fail("invalid_input", { details: { units: chosen.problem } })
  const { units, amount } = chosen
  const open = (await unitRefundsOf(knex, paymentId)).filter(({ refund_id: made }) => made === null)
  const named = units.map(({ id }) => id)
  if (open.some((one) => one.amount === amount && sameUnits(one.unit_ids, named))) return
  if (open.some(({ unit_ids: others }) => others.some((id) => named.includes(id))))
    throw gatewayErrors.fail("order_busy")
  const refund = {
    payment_id: paymentId,
    order_id: context.order_id,
    currency_code: context.currency_code,
    units,
    amount,
    known_refunds: context.refunds.map(({ id }) => id),
    created_by: createdBy ?? null,
  }
  const later = new Date(clock.now().getTime() + FIND_OUT_SECONDS * 1000)
  await askUnitRefund(knex, refund, (id) => refundSettlementWork(paymentId, `units:${id}`, later))
}

/**
 * Finds out what became of refunds of chosen units: each is tied to the refund it became, and forgotten when the gateway
 * did not make it, so that its units can be refunded again. One whose answer was lost waits until it is recorded.
 * Call it under the order's money lock.
 */
export const settleUnitRefunds = async (container: MedusaContainer, paymentId: string): Promise<void> => {
  const knex = knexOf(container)
  const refunds = await unitRefundsOf(knex, paymentId)
  const open = refunds.filter(({ refund_id: made }) => made === null)
  if (open.length === 0) return
  const context = await contextOf(container, paymentId)
  const currency = context.currency_code
  const made = context.refunds.map(({ id, amount }) => ({ id, amount: roundToMinorUnits(amount, currency) }))
  const matches = matchUnitRefunds(
    open,
    made,
    refunds.flatMap(({ refund_id: id }) => id ?? [])
  )
  for (const [id, refundId] of matches) await linkUnitRefund(knex, id, refundId)
  if (matches.size === open.length) return
  const held = await heldPaymentOf(container, context)
  if (held && held.payment.refunded > bookedMinorUnits(context.refunds, currency)) return
  for (const { id } of open) if (!matches.has(id)) await dropUnitRefund(knex, id)
}
