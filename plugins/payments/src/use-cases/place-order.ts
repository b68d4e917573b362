import { metrics, unhandledHooks } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger, MedusaContainer, PaymentDTO } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  createRawPropertiesFromBigNumber,
  decorateCartTotals,
  MathBN,
  MedusaError,
  Modules,
  PaymentEvents,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"
import { z } from "zod"

import type { GatewayPayment } from "../contracts/gateway"
import { type CartToComplete, findCartToComplete } from "../data/core/completing-cart"
import { booksOfTakenPayment, type CompletedCart, leftToCore, sessionOf } from "../domain/plain-cart"
import type { CompletingCart } from "../extension-points"
import { bookCaptures } from "./book-captures"
import { bookTakenPayment } from "./book-taken-payment"
import { availableGateways, gatewayOfProvider } from "./find-gateway"
import { type EventsOfOneJob, withGroupedEvents } from "./grouped-events"
import { validateCompletion } from "./validate-completion"
import { takeOrderBack, writeOrder } from "./write-order"

/** As long as core's completion waits for another one of the same cart. */
const CART_LOCK_WAIT_SECONDS = 30

// Hooks of core's completion that nothing of ours handles. Who handles one gets core's completion.
const CORE_HOOKS = ["beforePaymentAuthorization", "orderCreated"]
const coreHooksAreFree = unhandledHooks(completeCartWorkflowId, CORE_HOOKS)

const AsCart = z.custom<CompletingCart>((value) => typeof value === "object" && value !== null && "id" in value)
const AsPriced = z.custom<Parameters<typeof decorateCartTotals>[0]>(
  (value) => typeof value === "object" && value !== null && "items" in value
)

/** The cart with its totals, as core's completion gives it to validators. */
const withTotals = (cart: CompletedCart): CompletingCart => {
  const { region, customer, payment_collection, ...priced } = structuredClone(cart)
  const totals = decorateCartTotals(AsPriced.parse(priced))
  createRawPropertiesFromBigNumber(totals)
  return AsCart.parse({ ...totals, region, customer, payment_collection })
}

type Session = NonNullable<ReturnType<typeof sessionOf>>

/**
 * Takes the money now that the order is there, so that payment and capture are booked in one go. Null where the gateway
 * did not take it, or cannot say: nothing is lost, its state is asked next, and the capture is scheduled.
 */
const takeMoney = async (
  container: MedusaContainer,
  { provider_id, data }: Session
): Promise<GatewayPayment | null> => {
  const gateway = gatewayOfProvider(provider_id)
  const reference = gateway?.referenceOf(data ?? {})
  if (!gateway?.capture || !reference) return null
  try {
    const taken = await gateway.capture(container, reference)
    if (taken) metrics().payments.labels("captured").inc()
    return taken
  } catch (error) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(
      `${gateway.provider} did not capture at once: ${error instanceof Error ? error.message : String(error)}`
    )
    return null
  }
}

/** As core's step, without its second read: the session is read again only when nothing was authorized. */
const authorize = async (
  container: MedusaContainer,
  sessionId: string,
  events: EventsOfOneJob
): Promise<PaymentDTO | null> => {
  const payments = container.resolve(Modules.PAYMENT)
  let payment: PaymentDTO | null = null
  try {
    payment = await payments.authorizePaymentSession(sessionId, {}, events.context())
  } catch (error) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`Payment session ${sessionId} was not authorized`, error instanceof Error ? error : undefined)
    if (error instanceof Error && MedusaError.isMedusaError(error)) throw error
  }
  // Nullable in truth, whatever its type says: core answers nothing while the gateway has not decided.
  if (payment) return payment
  const { status } = await payments.retrievePaymentSession(sessionId, { select: ["id", "status"] })
  if (status === PaymentSessionStatus.PENDING_AUTHORIZATION) return null
  if (status === PaymentSessionStatus.REQUIRES_MORE)
    throw new MedusaError(MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR, "More information is required for payment")
  throw new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, "Payment authorization failed")
}

/** The order's payment; `work` are the keys of what follows it, null where its capture is not in the order's books yet. */
type Paid = { readonly payment_id: string; readonly taken: boolean; readonly work: string[] | null }

/** Takes the money and writes the payment: what is known of it at once; core's module finds out the rest. */
const pay = async (
  container: MedusaContainer,
  { cart, session, orderId }: { cart: CompletedCart; session: Session; orderId: string },
  events: EventsOfOneJob
): Promise<Paid | null> => {
  const taken = await takeMoney(container, session)
  const books = taken && booksOfTakenPayment(cart, taken)
  const data = gatewayOfProvider(session.provider_id)?.keptData?.(session.data ?? {})
  if (books && data) return { ...(await bookTakenPayment(container, { orderId, books, data }, events)), taken: true }
  const payment = await authorize(container, session.id, events)
  return payment?.captured_at ? { payment_id: payment.id, taken: taken !== null, work: null } : null
}

/** The order whose books are closed, and the keys of the work that follows; null where the caller has to look for both. */
export type PlacedOrder = { order_id: string; work: string[] } | null

/**
 * What core's completion writes of a plain cart, in its order: the order first, then the money. When the payment fails
 * the order is taken back, also where the money was taken: the gateway's event, or the next call, makes it again.
 */
const orderAndPay = async (
  container: MedusaContainer,
  paying: { cart: CompletedCart; session: Session },
  events: EventsOfOneJob
): Promise<PlacedOrder> => {
  const orderId = await writeOrder(container, paying.cart, events)
  const paid = await pay(container, { ...paying, orderId }, events).catch(async (error: unknown) => {
    await takeOrderBack(container, paying.cart, orderId, events)
    throw error
  })
  if (!paid) return null
  if (!paid.work) await bookCaptures(container, paid.payment_id, events)
  // As core: what was taken before, at the gateway, is announced by no one.
  if (paid.taken) await events.emit(PaymentEvents.CAPTURED, { id: paid.payment_id })
  return paid.work && { order_id: orderId, work: paid.work }
}

const isPlain = ({ cart, ordered, offered }: CartToComplete, { total }: CompletingCart): boolean => {
  const ours = availableGateways().map(({ providerId }) => providerId)
  const providers = offered.filter((provider) => ours.includes(provider))
  return leftToCore(cart, { ordered, providers }) === null && MathBN.gt(total ?? 0, 0)
}

/**
 * Makes the order of a plain cart on core's module services: the rows, events and refusals of core's completion without
 * its workflow, in a third of its statements. `not_plain`, with nothing done, for a cart that core's own workflow has to
 * complete; `leftToCore` says which. Null when the order was made, but what follows is not scheduled.
 * Throws what the completion validators refuse with, and what core's completion throws when a payment is not authorized.
 */
export const placeOrder = async (container: MedusaContainer, cartId: string): Promise<PlacedOrder | "not_plain"> => {
  if (!coreHooksAreFree()) return "not_plain"
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  return container.resolve(Modules.LOCKING).execute(
    cartId,
    async () => {
      const found = await findCartToComplete(knex, cartId)
      if (!found) return "not_plain"
      const cart = withTotals(found.cart)
      const session = sessionOf(found.cart)
      if (!session || !isPlain(found, cart)) return "not_plain"
      await validateCompletion({ cart, container })
      return withGroupedEvents(container, (events) => orderAndPay(container, { cart: found.cart, session }, events))
    },
    { timeout: CART_LOCK_WAIT_SECONDS }
  )
}
