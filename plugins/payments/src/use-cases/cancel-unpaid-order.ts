import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

import { findOrder } from "../data/core/order-payments"
import { findCancelableOrder } from "../data/core/staff-orders"
import { withOrderMoneyLock } from "./lock-order-money"

/**
 * Cancels an order whose payment `paymentId` was released at the gateway before money was taken: core's cancellation
 * gives its stock back (R07) and marks the payment. False, and nothing changed, when the order can't be canceled
 * automatically: another payment of it counts, it was delivered, or staff are changing it.
 */
export const cancelUnpaidOrder = (container: MedusaContainer, orderId: string, paymentId: string): Promise<boolean> =>
  withOrderMoneyLock(container, orderId, async () => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const order = await findCancelableOrder(knex, orderId)
    if (!order?.cancelable || order.change_open) return false
    const payments = (await findOrder(knex, orderId))?.payments ?? []
    if (payments.some((payment) => payment.booked || (payment.id !== paymentId && !payment.canceled_at))) return false
    await cancelOrderWorkflow(container).run({ input: { order_id: orderId } })
    return true
  })
