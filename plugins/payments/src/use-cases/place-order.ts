import { metrics } from "@atrium/server"
import { type WorkflowDefinition, WorkflowManager } from "@medusajs/framework/orchestration"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CreateOrderDTO, Logger, MedusaContainer, PaymentDTO } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  createRawPropertiesFromBigNumber,
  decorateCartTotals,
  EventPriority,
  MathBN,
  MedusaError,
  Modules,
  OrderWorkflowEvents,
  PaymentEvents,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"
import { z } from "zod"

import { type CartToComplete, findCartToComplete } from "../data/core/completing-cart"
import { type CompletedCart, leftToCore, orderOfPlainCart, sessionOf } from "../domain/plain-cart"
import type { CompletingCart } from "../extension-points"
import { bookCaptures } from "./book-captures"
import { availableGateways, gatewayOfProvider } from "./find-gateway"
import { type EventsOfOneJob, withGroupedEvents } from "./grouped-events"
import { validateCompletion } from "./validate-completion"

/** As long as core's completion waits for another one of the same cart. */
const CART_LOCK_WAIT_SECONDS = 30

// Hooks of core's completion that nothing of ours handles. Who handles one gets core's completion.
const CORE_HOOKS = ["beforePaymentAuthorization", "orderCreated"]
// Medusa exports the registry of workflows without a type.
const Registry = z.custom<{ getWorkflow(id: string): WorkflowDefinition | undefined }>(
  (value) => (typeof value === "object" || typeof value === "function") && value !== null && "getWorkflow" in value
)
const registry = Registry.parse(WorkflowManager)
const handlerOf = (hook: string) => registry.getWorkflow(completeCartWorkflowId)?.handlers_.get(hook)
const unhandled = new Map(CORE_HOOKS.map((hook) => [hook, handlerOf(hook)]))
const coreHooksAreFree = (): boolean => CORE_HOOKS.every((hook) => handlerOf(hook) === unhandled.get(hook))

const AsCart = z.custom<CompletingCart>((value) => typeof value === "object" && value !== null && "id" in value)
const AsOrder = z.custom<CreateOrderDTO>((value) => typeof value === "object" && value !== null && "items" in value)
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

type Undo = () => Promise<unknown>

const undoAll = async (container: MedusaContainer, steps: readonly Undo[]): Promise<void> => {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (const undo of [...steps].reverse())
    await undo().catch((error: unknown) => {
      // What is left is an order without payment: a completion that was cut off, which the next call ends.
      logger.error("A completion that failed was not undone in full", error instanceof Error ? error : undefined)
    })
}

type Session = NonNullable<ReturnType<typeof sessionOf>>

/**
 * Takes the money now that the order is there, so that core books payment and capture in one go. True when the gateway
 * took it. Where it did not, or cannot say, nothing is lost: its state is asked next, and the capture is scheduled.
 */
const takeMoney = async (container: MedusaContainer, { provider_id, data }: Session): Promise<boolean> => {
  const gateway = gatewayOfProvider(provider_id)
  const reference = gateway?.referenceOf(data ?? {})
  if (!gateway?.capture || !reference) return false
  try {
    await gateway.capture(container, reference)
    metrics().payments.labels("captured").inc()
    return true
  } catch (error) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(
      `${gateway.provider} did not capture at once: ${error instanceof Error ? error.message : String(error)}`
    )
    return false
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

/**
 * Order, its ties to cart and payment, and the payment: what core's completion writes of a plain cart, in its order. When
 * it fails the order is taken back, also where the money was taken: the gateway's event, or the next call, makes it again.
 */
const write = async (
  container: MedusaContainer,
  cart: CompletedCart,
  session: Session,
  events: EventsOfOneJob
): Promise<{ payment: PaymentDTO | null; taken: boolean }> => {
  const orders = container.resolve(Modules.ORDER)
  const carts = container.resolve(Modules.CART)
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const undo: Undo[] = []
  try {
    const { id: orderId } = await orders.createOrders(AsOrder.parse(orderOfPlainCart(cart)), events.context())
    undo.push(() => orders.deleteOrders([orderId], events.context()))
    const ofOrder = { [Modules.ORDER]: { order_id: orderId } }
    const links = [{ ...ofOrder, [Modules.CART]: { cart_id: cart.id } }]
    const collection = cart.payment_collection?.id
    const paid = collection ? [{ ...ofOrder, [Modules.PAYMENT]: { payment_collection_id: collection } }] : []
    undo.push(() => link.dismiss([...links, ...paid], events.context()))
    await link.create([...links, ...paid], events.context())
    undo.push(() => carts.updateCarts(cart.id, { completed_at: null }, events.context()))
    await carts.updateCarts(cart.id, { completed_at: new Date() }, events.context())
    await events.emit(OrderWorkflowEvents.PLACED, { id: orderId }, { priority: EventPriority.CRITICAL })
    // Order first, then the money. Last, as in core: what takes the order back must not come after the payment.
    const taken = await takeMoney(container, session)
    return { payment: await authorize(container, session.id, events), taken }
  } catch (error) {
    await undoAll(container, undo)
    throw error
  }
}

const isPlain = ({ cart, ordered, offered }: CartToComplete, { total }: CompletingCart): boolean => {
  const ours = availableGateways().map(({ providerId }) => providerId)
  const providers = offered.filter((provider) => ours.includes(provider))
  return leftToCore(cart, { ordered, providers }) === null && MathBN.gt(total ?? 0, 0)
}

/**
 * Makes the order of a plain cart on core's module services: the rows, events and refusals of core's completion without
 * its workflow, in half of its statements. False, with nothing done, for a cart that core's own workflow has to complete;
 * `leftToCore` says which.
 * Throws what the completion validators refuse with, and what core's completion throws when a payment is not authorized.
 */
export const placeOrder = async (container: MedusaContainer, cartId: string): Promise<boolean> => {
  if (!coreHooksAreFree()) return false
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  return container.resolve(Modules.LOCKING).execute(
    cartId,
    async () => {
      const found = await findCartToComplete(knex, cartId)
      if (!found) return false
      const cart = withTotals(found.cart)
      const session = sessionOf(found.cart)
      if (!session || !isPlain(found, cart)) return false
      await validateCompletion({ cart, container })
      await withGroupedEvents(container, async (events) => {
        const { payment, taken } = await write(container, found.cart, session, events)
        if (!payment?.captured_at) return
        await bookCaptures(container, payment.id, events)
        // As core: what was taken before, at the gateway, is announced by no one.
        if (taken) await events.emit(PaymentEvents.CAPTURED, { id: payment.id })
      })
      return true
    },
    { timeout: CART_LOCK_WAIT_SECONDS }
  )
}
