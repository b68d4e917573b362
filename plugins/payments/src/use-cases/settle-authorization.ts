import { isAtriumError } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"

import type { GatewayPayment } from "../contracts/gateway"
import { findOrder } from "../data/core/order-payments"
import { findSessionContext, type SessionContext } from "../data/core/payment-context"
import {
  type Gateway,
  type ReturnedPayment,
  workAfterDelay,
  workAfterFailure,
  workAfterReturn,
} from "../extension-points"
import { cancelUnpaidOrder } from "./cancel-unpaid-order"
import { wasReleased } from "./find-gateway"
import { finishCompletion } from "./finish-completion"
import { followTakenMoney } from "./follow-taken-money"
import { captureWork, workAfter } from "./schedule-work"
import { settleCart } from "./settle-cart"

export type Settlement = { status: "processed" | "ignored"; outcome: string }

/** `type` is the event's, where one led here. */
export type Hint = { reference: string; sessionId: string | null; type?: string; lastAttempt: boolean }

/** Longest wait for a completion of the same cart that is in progress elsewhere. */
const CART_LOCK_WAIT_SECONDS = 30

const processed = (outcome: string): Settlement => ({ status: "processed", outcome })
const ignored = (outcome: string): Settlement => ({ status: "ignored", outcome })
const knexOf = (container: MedusaContainer) => container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

/**
 * The code of a refusal that will stay one, or null. A rule of ours refuses finally at once. Core's refusals
 * (an address is missing, stock is gone) may be corrected by the shopper while the work is retried; on the last
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

/** The context of the gateway's payment; an event is believed only if the gateway confirms it. */
const contextOf = async (container: MedusaContainer, payment: GatewayPayment, known: SessionContext | null) => {
  if (!payment.sessionId) return null
  return known?.session_id === payment.sessionId ? known : findSessionContext(knexOf(container), payment.sessionId)
}

/**
 * Brings the shop to the gateway's state of a payment. Events only report that something changed: the gateway and the
 * shop are both read again, so any order and number of events ends in the same state.
 *
 * An authorization becomes an order and then a capture, or is released: no money is held for nothing (R02), and a
 * second payment for a cart that has its order is released automatically (R10). What was refunded or is disputed follows
 * (R12), once the order is there.
 */
export const settleAuthorization = async (
  container: MedusaContainer,
  gateway: Gateway,
  { reference, sessionId, type, lastAttempt }: Hint
): Promise<Settlement> => {
  // Most events report what the shop did itself: reading its books is enough then.
  const known = sessionId ? await findSessionContext(knexOf(container), sessionId) : null
  if (known?.captured_at && !(type && gateway.reportsCapturedMoney(type))) return processed("captured")
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
  known: SessionContext | null,
  lastAttempt: boolean
): Promise<Settlement> => {
  const { attempt, sessionId } = payment
  if (payment.state === "awaiting" || payment.state === "processing") {
    if (payment.state === "processing" && attempt && sessionId)
      await enqueueWork(knexOf(container), workAfter(workAfterDelay, [{ session_id: sessionId, attempt }]))
    return ignored("not decided yet")
  }
  if (payment.state === "failed") {
    const failed = sessionId ? [{ session_id: sessionId, ...(attempt ? { attempt } : {}) }] : []
    await enqueueWork(knexOf(container), workAfter(workAfterFailure, failed))
    return processed(`failed: ${payment.errorCode ?? "declined"}`)
  }
  const context = await contextOf(container, payment, known)
  if (payment.state === "canceled") return applyCancellation(container, context)
  const release = async (reason: string): Promise<Settlement> => {
    await gateway.release(container, payment.reference)
    return processed(`released: ${reason}`)
  }
  if (!context) return release("no session")
  // Explained to the shopper, who knows of this money.
  const explain = (reason: ReturnedPayment["reason"]) =>
    enqueueWork(knexOf(container), workAfter(workAfterReturn, [{ session_id: context.session_id, reason }]))
  const giveBack = async (reason: ReturnedPayment["reason"]): Promise<Settlement> => {
    const settlement = await release(reason)
    await explain(reason)
    return settlement
  }
  const whySetAside = context.order_id ? "already_paid" : "set_aside"
  if (context.payment_id) return settlePayment(container, context, payment)
  if (!context.cart_id) return ignored("not a cart's payment")
  if (await wasReleased(container, { gateway, payment })) {
    // Again, for a process that ended in between; one session is explained once.
    if (context.set_aside) await explain(whySetAside)
    else if (attempt && !context.order_id) await explain("refused")
    return processed("released before")
  }
  if (context.set_aside) return giveBack(whySetAside)
  if (context.order_id) return settleOrderedCart(container, context, context.cart_id, payment, giveBack)
  try {
    await settleCart(container, context.cart_id)
  } catch (error) {
    const refusal = refusalOf(error, lastAttempt)
    if (!refusal) throw error
    const released = await release(refusal)
    // No one waits on a page for what a bank decides days later.
    if (attempt) await explain("refused")
    return released
  }
  const after = await findSessionContext(knexOf(container), context.session_id)
  if (after?.payment_id) return processed("ordered")
  // The order is another payment's, or its completion is still in progress: known under the cart's lock.
  return settleOrderedCart(container, context, context.cart_id, payment, giveBack)
}

/** The session has become a payment: its money is taken, or will be. */
const settlePayment = async (
  container: MedusaContainer,
  context: SessionContext & { payment_id: string | null },
  payment: GatewayPayment
): Promise<Settlement> => {
  if (context.captured_at) return processed("captured")
  if (context.canceled_at || !context.payment_id) return ignored("canceled in the shop")
  await enqueueWork(knexOf(container), [captureWork(context.payment_id)])
  return processed(payment.state === "captured" ? "captured at the gateway" : "capture is scheduled")
}

/** The order is there, this session's payment is not (yet): wait for a completion in progress, then read again. */
const settleOrderedCart = async (
  container: MedusaContainer,
  context: SessionContext,
  cartId: string,
  payment: GatewayPayment,
  giveBack: (reason: "already_paid") => Promise<Settlement>
): Promise<Settlement> =>
  container.resolve(Modules.LOCKING).execute(
    cartId,
    async () => {
      const now = await findSessionContext(knexOf(container), context.session_id)
      if (now?.payment_id) return settlePayment(container, now, payment)
      // The completion failed and took its order back: the next attempt completes the cart.
      if (!now?.order_id) throw new Error("The cart's order was taken back")
      const order = await findOrder(knexOf(container), now.order_id)
      if (order && order.payments.length === 0) {
        const cut = { cart_id: cartId, order_id: order.order_id, session_id: now.session_id }
        if (await finishCompletion(container, cut)) return processed("a completion that was cut off is finished")
        throw new Error("The cart's order was taken back")
      }
      return giveBack("already_paid")
    },
    { timeout: CART_LOCK_WAIT_SECONDS }
  )

/**
 * Released at the gateway, or expired there (R07): an order without money is canceled, which gives its stock back. An
 * order that can't be canceled automatically keeps a payment that is marked as canceled, and staff see that it is unpaid.
 */
const applyCancellation = async (container: MedusaContainer, context: SessionContext | null): Promise<Settlement> => {
  if (!context?.payment_id || context.captured_at) return processed("canceled")
  if (context.order_id && (await cancelUnpaidOrder(container, context.order_id, context.payment_id)))
    return processed("canceled, and its order with it")
  if (!context.canceled_at) await container.resolve(Modules.PAYMENT).cancelPayment(context.payment_id)
  return processed("canceled, and the order's payment with it")
}
