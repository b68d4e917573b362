import { isAtriumError } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"

import type { GatewayPayment } from "../contracts/gateway"
import { findOrder } from "../reconcile/order-payments"
import { findPaymentPlace, type PaymentPlace } from "../reconcile/payment-place"
import { finishCompletion } from "./finish-completion"
import { failedPaymentWork } from "./failed-payment-work"
import { followTakenMoney } from "./follow-taken-money"
import { type Gateway, wasReleased } from "./gateways"
import { settleCartWorkflow } from "./settle-cart"
import { captureWork } from "./settlement-work"

export type Settlement = { status: "processed" | "ignored"; outcome: string }

/** `type` is the event's, where one led here. */
export type Hint = { reference: string; sessionId: string | null; type?: string; lastAttempt: boolean }

/** Longest wait for a completion of the same cart that is under way elsewhere. */
const CART_LOCK_WAIT_SECONDS = 30

const processed = (outcome: string): Settlement => ({ status: "processed", outcome })
const ignored = (outcome: string): Settlement => ({ status: "ignored", outcome })
const knexOf = (container: MedusaContainer) => container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

/**
 * The code of a refusal that will stay one, or null. A rule of ours that says no says no at once. Core's refusals
 * (an address is missing, stock is gone) may be mended by the shopper while the work is retried; on the last
 * attempt they are final too.
 */
const refusalOf = (error: unknown, lastAttempt: boolean): string | null => {
  if (isAtriumError(error)) {
    const final = error.definition.status < 500 && (!error.definition.retryable || lastAttempt)
    return final ? error.code : null
  }
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined
  const refused = [MedusaError.Types.INVALID_DATA, MedusaError.Types.NOT_ALLOWED, MedusaError.Types.NOT_FOUND]
  return lastAttempt && typeof type === "string" && refused.includes(type) ? type : null
}

/** Where the gateway's payment belongs; what the event said is believed only if the gateway says the same. */
const placeOf = async (container: MedusaContainer, payment: GatewayPayment, known: PaymentPlace | null) => {
  if (!payment.sessionId) return null
  return known?.session_id === payment.sessionId ? known : findPaymentPlace(knexOf(container), payment.sessionId)
}

/**
 * Brings the shop to where the gateway says a payment is. Events only say that something changed: the gateway and the
 * shop are both read again, so any order and number of events ends in the same state.
 *
 * An authorisation becomes an order and then a capture, or is given back: no money is held for nothing (R02), and a
 * second payment for a cart that has its order is released by itself (R10). What was given back or is disputed follows
 * (R12), once the order is there.
 */
export const settleAuthorization = async (
  container: MedusaContainer,
  gateway: Gateway,
  { reference, sessionId, type, lastAttempt }: Hint
): Promise<Settlement> => {
  // Most events tell what the shop did itself: one look at its books is enough then.
  const known = sessionId ? await findPaymentPlace(knexOf(container), sessionId) : null
  if (known?.captured_at && !(type && gateway.tellsOfTakenMoney(type))) return processed("captured")
  const payment = await gateway.stateOf(container, reference)
  if (!payment) return ignored("the gateway does not know this payment")
  const settlement = await settlePaymentState(container, gateway, payment, known, lastAttempt)
  const followed = await followTakenMoney(container, gateway, payment)
  if (followed.length === 0) return settlement
  return processed([settlement.outcome, ...followed].join("; "))
}

const settlePaymentState = async (
  container: MedusaContainer,
  gateway: Gateway,
  payment: GatewayPayment,
  known: PaymentPlace | null,
  lastAttempt: boolean
): Promise<Settlement> => {
  if (payment.state === "awaiting" || payment.state === "processing") return ignored("not decided yet")
  if (payment.state === "failed") {
    if (payment.sessionId) await enqueueWork(knexOf(container), failedPaymentWork([{ session_id: payment.sessionId }]))
    return processed(`failed: ${payment.errorCode ?? "declined"}`)
  }
  const place = await placeOf(container, payment, known)
  if (payment.state === "canceled") return applyCancellation(container, place)
  const release = async (reason: string): Promise<Settlement> => {
    await gateway.release(container, payment.reference)
    return processed(`released: ${reason}`)
  }
  if (!place) return release("no session")
  if (place.payment_id) return settlePayment(container, place, payment)
  if (!place.cart_id) return ignored("not a cart's payment")
  if (await wasReleased(container, gateway, payment)) return processed("released before")
  if (place.order_id) return settleOrderedCart(container, place, place.cart_id, payment, release)
  try {
    await settleCartWorkflow(container).run({ input: { cart_id: place.cart_id } })
  } catch (error) {
    const refusal = refusalOf(error, lastAttempt)
    if (!refusal) throw error
    return release(refusal)
  }
  const after = await findPaymentPlace(knexOf(container), place.session_id)
  if (after?.payment_id) return processed("ordered")
  // The order is another payment's, or its completion is still under way: told apart under the cart's lock.
  return settleOrderedCart(container, place, place.cart_id, payment, release)
}

/** The session has become a payment: its money is taken, or will be. */
const settlePayment = async (
  container: MedusaContainer,
  place: PaymentPlace & { payment_id: string | null },
  payment: GatewayPayment
): Promise<Settlement> => {
  if (place.captured_at) return processed("captured")
  if (place.canceled_at || !place.payment_id) return ignored("canceled in the shop")
  await enqueueWork(knexOf(container), [captureWork(place.payment_id)])
  return processed(payment.state === "captured" ? "captured at the gateway" : "capture is due")
}

/** The order is there, this session's payment is not (yet): wait for a completion under way, then look again. */
const settleOrderedCart = async (
  container: MedusaContainer,
  place: PaymentPlace,
  cartId: string,
  payment: GatewayPayment,
  release: (reason: string) => Promise<Settlement>
): Promise<Settlement> =>
  container.resolve(Modules.LOCKING).execute(
    cartId,
    async () => {
      const now = await findPaymentPlace(knexOf(container), place.session_id)
      if (now?.payment_id) return settlePayment(container, now, payment)
      // The completion failed and took its order back: the next attempt completes the cart.
      if (!now?.order_id) throw new Error("The cart's order was taken back")
      const order = await findOrder(knexOf(container), now.order_id)
      if (order && order.payments.length === 0) {
        await finishCompletion(container, { cart_id: cartId, order_id: order.order_id, session_id: now.session_id })
        return processed("a completion that was cut off is finished")
      }
      return release("already_paid")
    },
    { timeout: CART_LOCK_WAIT_SECONDS }
  )

/** Released at the gateway: a payment of an order that was not taken is marked so in the shop (R07). */
const applyCancellation = async (container: MedusaContainer, place: PaymentPlace | null): Promise<Settlement> => {
  if (!place?.payment_id || place.captured_at || place.canceled_at) return processed("canceled")
  await container.resolve(Modules.PAYMENT).cancelPayment(place.payment_id)
  return processed("canceled, and the order's payment with it")
}
