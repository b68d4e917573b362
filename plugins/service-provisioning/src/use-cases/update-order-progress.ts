import { withOrderMoneyLock } from "@atrium/payments/use-cases"
import { knexOf } from "@atrium/server"
import { completeOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, OrderStatus } from "@medusajs/framework/utils"

import { type PlacedOrder, placedOrders } from "../data/core/order-progress"
import { type OrderProgressRow, saveProgress, storedProgress } from "../data/order-progress"
import { coreStatusFor, orderStanding } from "../domain/order-progress"

type Difference = { readonly row: OrderProgressRow; readonly core: "completed" | "pending" | null }

/** What must be written for an order; undefined when its stored progress and core's status are as they should be. */
export const progressDifference = (
  order: PlacedOrder,
  stored: OrderProgressRow | undefined
): Difference | undefined => {
  const { progress, since } = orderStanding(order)
  const completedHere = stored?.completed_in_core ?? false
  const core = coreStatusFor(progress, { status: order.status, completed_here: completedHere })
  const row = {
    order_id: order.id,
    progress,
    since,
    placed_at: order.placed_at,
    completed_in_core: core === null ? completedHere : core === "completed",
  }
  const same = stored?.progress === progress && stored.since.getTime() === since.getTime()
  return same && core === null ? undefined : { row, core }
}

const setCoreStatus = async (container: MedusaContainer, orderId: string, status: "completed" | "pending") => {
  if (status === "completed") await completeOrderWorkflow(container).run({ input: { orderIds: [orderId] } })
  // Core has no workflow that takes a completion back.
  else await container.resolve(Modules.ORDER).updateOrders([{ id: orderId, status: OrderStatus.PENDING }])
}

/**
 * Computes how far an order is from its requests and shipments, stores it, and brings core's status in line, so that
 * core's Admin and the customer's pages show an order as completed when everything in it is. Under the lock of the order's
 * money: an order that staff cancel must not be completed between its refund and its cancellation. Repeatable. Drafts and
 * unknown orders are left alone.
 * @throws order_busy when a refund or cancellation takes too long
 */
export const updateOrderProgress = (container: MedusaContainer, orderId: string): Promise<void> =>
  withOrderMoneyLock(container, orderId, async () => {
    const knex = knexOf(container)
    const [[order], [stored]] = await Promise.all([placedOrders(knex, [orderId]), storedProgress(knex, [orderId])])
    const difference = order && progressDifference(order, stored)
    if (!difference) return
    // The row first: what sets core's status must be known to have been done here, even if the process ends in between.
    await saveProgress(knex, [difference.row])
    if (difference.core) await setCoreStatus(container, orderId, difference.core)
  })
