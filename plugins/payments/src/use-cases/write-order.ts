import type { CreateOrderDTO, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, EventPriority, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { z } from "zod"

import { type CompletedCart, orderOfPlainCart } from "../domain/plain-cart"
import type { EventsOfOneJob } from "./grouped-events"

const AsOrder = z.custom<CreateOrderDTO>((value) => typeof value === "object" && value !== null && "items" in value)

/**
 * The modules that tie an order to its cart and to its payments, and what they tie. Called directly: core's own `link`
 * first reads whether the other side is tied, which the cart's lock and its first read have settled.
 */
const tiesOf = (container: MedusaContainer, cart: CompletedCart) => {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const tie = (module: string, key: string, id: string) => {
    const service = link.getLinkModule(Modules.ORDER, "order_id", module, key)
    if (!service) throw new Error(`Medusa ties no order to ${key}`)
    return { service, id }
  }
  const collection = cart.payment_collection?.id
  return [
    tie(Modules.CART, "cart_id", cart.id),
    ...(collection ? [tie(Modules.PAYMENT, "payment_collection_id", collection)] : []),
  ]
}

/** Order, its ties to cart and payment, and the end of the cart, in one transaction. Returns the order's id. */
export const writeOrder = (
  container: MedusaContainer,
  cart: CompletedCart,
  events: EventsOfOneJob
): Promise<string> => {
  const orders = container.resolve(Modules.ORDER)
  const carts = container.resolve(Modules.CART)
  return events.transaction(async ({ call }) => {
    const { id } = await call((context) => orders.createOrders(AsOrder.parse(orderOfPlainCart(cart)), context))
    for (const tie of tiesOf(container, cart))
      await call((context) => tie.service.create(id, tie.id, undefined, context))
    await call((context) => carts.updateCarts(cart.id, { completed_at: new Date() }, context))
    await events.emit(OrderWorkflowEvents.PLACED, { id }, { priority: EventPriority.CRITICAL })
    return id
  })
}

/** Takes back what `writeOrder` wrote, when the order's payment failed. */
export const takeOrderBack = async (
  container: MedusaContainer,
  cart: CompletedCart,
  orderId: string,
  events: EventsOfOneJob
): Promise<void> => {
  const orders = container.resolve(Modules.ORDER)
  const carts = container.resolve(Modules.CART)
  try {
    await events.transaction(async ({ call }) => {
      await call((context) => carts.updateCarts(cart.id, { completed_at: null }, context))
      for (const tie of tiesOf(container, cart)) await call((context) => tie.service.dismiss(orderId, tie.id, context))
      await call(async (context) => {
        // `deleteOrders` takes part only in the transaction of a call before it.
        await orders.retrieveOrder(orderId, { select: ["id"] }, context)
        await orders.deleteOrders([orderId], context)
      })
    })
  } catch (error) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    // What is left is an order without payment: a completion that was cut off, which the next call ends.
    logger.error("The order of a failed completion was not taken back", error instanceof Error ? error : undefined)
  }
}
