import { commonErrors, type ErrorDetails, formatMoney, roundToMinorUnits, toMajorNumber } from "@atrium/kernel"
import { detailsOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import { StaffRefund } from "../contracts/staff-money"
import { findOrderedPayment, type PaymentContext } from "../data/core/payment-context"
import { decimalsOf, exactMinorUnits, restText } from "../domain/exact-amount"
import { bookedMinorUnits, lostRefunds } from "../domain/refund-drift"
import { type HeldPayment, heldPaymentOf } from "./find-gateway"
import { chosenUnits } from "./unit-refunds"

/** A refund that may be made. */
export type CheckedRefund = {
  readonly payment_id: string
  readonly order_id: string
  readonly currency_code: string
  /** Major units as decimal text, as core books them: the rest of a payment may be finer than the currency. */
  readonly amount: string
  /** It repeats a refund whose response was lost: core only records it, and no money moves. */
  readonly repeats: boolean
  /** Ids of the units that it is for; null for an amount. */
  readonly units: readonly string[] | null
}

/** Whether the same refund was made before by a call whose response was lost: same amount, row missing. */
const wasMadeBefore = async (
  container: MedusaContainer,
  context: PaymentContext,
  { gateway, payment }: HeldPayment,
  asked: bigint
): Promise<boolean> => {
  if (!gateway.refunds) return false
  const unbooked = payment.refunded - bookedMinorUnits(context.refunds, context.currency_code)
  if (unbooked < asked) return false
  const lost = lostRefunds(await gateway.refunds(container, payment.reference), context.refunds)
  return lost.some(({ amount }) => amount === asked)
}

const reasonIsUnknown = async (container: MedusaContainer, id: unknown): Promise<boolean> => {
  if (typeof id !== "string" || id === "") return false
  return (await container.resolve(Modules.PAYMENT).listRefundReasons({ id: [id] }, { select: ["id"] })).length === 0
}

/** Core ends a refund with a credit line, for what of it the shop does not owe anyway. */
const needsCreditLine = (context: PaymentContext, asked: bigint): boolean =>
  MathBN.gt(MathBN.add(context.pending, toMajorNumber(asked, context.currency_code)), 0)

const fieldOf = (body: unknown, field: keyof StaffRefund): unknown =>
  typeof body === "object" && body !== null ? Object.entries(body).find(([name]) => name === field)?.[1] : undefined

/**
 * Everything that can refuse a refund by staff, checked before any money moves: the body, the reason, the amount against
 * the currency and what the gateway has left, an open change of the order. Core notices the last of these only after
 * the gateway has refunded. Null for a payment that is unknown or of no order; core refuses it.
 * @param units ids of bought units: the refund is for what is left of them, and takes no amount
 * Throws `invalid_input` with every wrong field, `order_canceled`, `order_change_open`.
 */
export const checkRefund = async (
  container: MedusaContainer,
  paymentId: string,
  body: unknown,
  units: readonly string[] | null = null
): Promise<CheckedRefund | null> => {
  const context = await findOrderedPayment(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), paymentId)
  if (!context) return null
  const { currency_code: currency } = context
  const parsed = StaffRefund.safeParse(body ?? {})
  const details: ErrorDetails = parsed.success ? {} : detailsOf(parsed.error)
  if (!details.refund_reason_id && (await reasonIsUnknown(container, fieldOf(body, "refund_reason_id"))))
    details.refund_reason_id = "Choose a reason from the list"
  const sent = fieldOf(body, "amount")
  const named = typeof sent === "number" && !details.amount ? sent : undefined
  const chosen = units && (await chosenUnits(container, context, units))
  if (chosen?.problem !== undefined) throw commonErrors.fail("invalid_input", { details: { units: chosen.problem } })
  const amountAsked = () =>
    named === undefined ? roundToMinorUnits(context.amount, currency) : exactMinorUnits(named, currency)
  const asked = chosen ? chosen.amount : amountAsked()
  if (asked === null) details.amount = `Enter an amount without fractions of the currency: ${decimalsOf(currency)}`
  const held = await heldPaymentOf(container, context)
  // Captured and not refunded: at the gateway, else in Medusa's books.
  const left = held ? held.payment.captured - held.payment.refunded : roundToMinorUnits(context.left, currency)
  const repeats = asked !== null && held !== null && (await wasMadeBefore(container, context, held, asked))
  if (asked !== null && !details.amount && !repeats && asked > left)
    details[chosen ? "units" : "amount"] = chosen
      ? `They cost more than ${formatMoney(toMajorNumber(left, currency), currency)}, which is all that is left of this payment`
      : `Enter at most ${formatMoney(toMajorNumber(left, currency), currency)}: that is all that is left to refund`
  if (asked === null || Object.keys(details).length > 0) throw commonErrors.fail("invalid_input", { details })
  if (context.order_canceled) throw gatewayErrors.fail("order_canceled")
  if (context.change_open && needsCreditLine(context, asked)) throw gatewayErrors.fail("order_change_open")
  const { order_id } = context
  const amount =
    asked === left && !repeats ? restText(context.left, currency, asked) : String(toMajorNumber(asked, currency))
  return { payment_id: paymentId, order_id, currency_code: currency, amount, repeats, units }
}
