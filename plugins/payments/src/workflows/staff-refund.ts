import { commonErrors, type ErrorDetails, formatMoney, toMajorNumber } from "@atrium/kernel"
import { detailsOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import type { GatewayPayment } from "../contracts/gateway"
import { StaffRefund } from "../contracts/staff-money"
import { decimalsOf, exactMinorUnits, restText } from "../domain/exact-amount"
import { bookedMinorUnits, lostRefunds } from "../domain/given-back"
import { chargeableMinorUnits } from "../domain/minor-units"
import { withRefundMadeElsewhere } from "../providers/refund-made-elsewhere"
import { findRefundPlace, type RefundPlace } from "../reconcile/refund-place"
import { type Gateway, gatewayOfProvider } from "./gateways"
import { withOrderMoneyLock } from "./order-money-lock"
import { coveredByGateway } from "./record-refund"

/** The books of a payment with its gateway's; `held` is null where no gateway of ours holds it. */
type Standing = {
  place: RefundPlace
  held: { gateway: Gateway; payment: GatewayPayment } | null
  /** Captured and not refunded: at the gateway, else in Medusa's books. Minor units. */
  left: bigint
}

const standingOf = async (container: MedusaContainer, place: RefundPlace): Promise<Standing> => {
  const gateway = gatewayOfProvider(place.provider_id)
  const reference = gateway?.referenceOf(place.data ?? {})
  const payment = gateway && reference ? await gateway.stateOf(container, reference) : null
  if (!gateway || !payment) {
    const left = chargeableMinorUnits(place.left, place.currency_code)
    return { place, held: null, left }
  }
  return { place, held: { gateway, payment }, left: payment.captured - payment.refunded }
}

/** Whether exactly this refund was made before, by a call whose answer was lost: same amount, its row is gone. */
const wasMadeBefore = async (
  container: MedusaContainer,
  { place, held }: Standing,
  asked: bigint
): Promise<boolean> => {
  if (!held?.gateway.refunds) return false
  const unbooked = held.payment.refunded - bookedMinorUnits(place.refunds, place.currency_code)
  if (unbooked < asked) return false
  const lost = lostRefunds(await held.gateway.refunds(container, held.payment.reference), place.refunds)
  return lost.some(({ amount }) => amount === asked)
}

const reasonIsUnknown = async (container: MedusaContainer, id: unknown): Promise<boolean> => {
  if (typeof id !== "string" || id === "") return false
  return (await container.resolve(Modules.PAYMENT).listRefundReasons({ id: [id] }, { select: ["id"] })).length === 0
}

/** Core ends a refund with a credit line, for what of it the shop does not owe anyway. */
const needsCreditLine = (place: RefundPlace, asked: bigint): boolean =>
  MathBN.gt(MathBN.add(place.pending, toMajorNumber(asked, place.currency_code)), 0)

export type CheckedRefund = {
  order_id: string
  currency_code: string
  /** Minor units. */
  amount: bigint
  /** Major units, as core books them: the rest of a payment may be finer than the currency. */
  booked: string
  /** It repeats a refund that was made already: core only writes the books, and no money moves. */
  repeats: boolean
}

const check = async (container: MedusaContainer, place: RefundPlace & { order_id: string }, body: unknown) => {
  const { currency_code: currency } = place
  const parsed = StaffRefund.safeParse(body ?? {})
  const sent = (body ?? {}) as Partial<Record<keyof StaffRefund, unknown>>
  const details: ErrorDetails = parsed.success ? {} : detailsOf(parsed.error)
  if (!details.refund_reason_id && (await reasonIsUnknown(container, sent.refund_reason_id)))
    details.refund_reason_id = "There is no such reason"
  const named = typeof sent.amount === "number" && !details.amount ? sent.amount : undefined
  const asked = named === undefined ? chargeableMinorUnits(place.amount, currency) : exactMinorUnits(named, currency)
  if (asked === null) details.amount = `Enter an amount without fractions of the currency: ${decimalsOf(currency)}`
  const standing = await standingOf(container, place)
  const repeats = asked !== null && (await wasMadeBefore(container, standing, asked))
  if (asked !== null && !details.amount && !repeats && asked > standing.left)
    details.amount = `Enter at most ${formatMoney(toMajorNumber(standing.left, currency), currency)}: this is what is left to refund`
  if (asked === null || Object.keys(details).length > 0) throw commonErrors.fail("invalid_input", { details })
  const { order_id } = place
  const booked =
    asked === standing.left && !repeats ? restText(place.left, currency, asked) : String(toMajorNumber(asked, currency))
  return { standing, refund: { order_id, currency_code: currency, amount: asked, booked, repeats } }
}

const placeOf = async (container: MedusaContainer, paymentId: string) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const place = await findRefundPlace(knex, paymentId)
  return place?.order_id ? { ...place, order_id: place.order_id } : null
}

/**
 * Everything that can refuse a refund by staff, asked before any money moves: the body, the reason, the amount against
 * the currency and what the gateway has left, an open change of the order. Core notices the last of these only after
 * the gateway has refunded. Null for a payment that is unknown or of no order; core refuses it.
 * Throws `invalid_input` with every wrong field, `order_canceled`, `order_change_open`.
 */
export const checkStaffRefund = async (
  container: MedusaContainer,
  paymentId: string,
  body: unknown
): Promise<(CheckedRefund & { standing: Standing }) | null> => {
  const place = await placeOf(container, paymentId)
  if (!place) return null
  const { standing, refund } = await check(container, place, body)
  if (place.order_canceled) throw gatewayErrors.fail("order_canceled")
  if (place.change_open && needsCreditLine(place, refund.amount)) throw gatewayErrors.fail("order_change_open")
  return { ...refund, standing }
}

/**
 * Runs core's refund by staff: alone on its order, checked, and as a mere record when it repeats one whose answer was
 * lost. The gateway keeps one refund then (R13); core removed the first one's row, so its key is no help.
 * `job` receives the amount to book in major units.
 */
export const runStaffRefund = async (
  container: MedusaContainer,
  paymentId: string,
  body: unknown,
  job: (amount?: number) => Promise<void>
): Promise<void> => {
  const orderId = (await placeOf(container, paymentId))?.order_id
  if (!orderId) return job()
  await withOrderMoneyLock(container, orderId, async () => {
    const refund = await checkStaffRefund(container, paymentId, body)
    if (!refund) return job()
    const run = () => job(Number(refund.booked))
    const { held } = refund.standing
    if (!refund.repeats || !held) return run()
    const { reference } = held.payment
    const confirm = coveredByGateway(container, held.gateway, reference, paymentId)
    await withRefundMadeElsewhere({ reference, confirm }, run)
  })
}
