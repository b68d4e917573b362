import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import { findCancelableOrder } from "../data/core/staff-orders"
import { withOrderMoneyLock } from "./lock-order-money"
import { refundRest } from "./refund-rest"

/**
 * Runs core's cancellation of an order by staff, with its money refunded before it. Core would ask the gateway for the
 * difference in its books, write the order's transaction whatever the gateway answers, and only then notice an open
 * change of the order. Here all that can refuse comes first, the gateway is asked for what it has left, and an order
 * whose money cannot be refunded stays as it is. Throws `order_change_open`, and what the gateway answers.
 */
export const runStaffCancellation = (
  container: MedusaContainer,
  orderId: string,
  by: { created_by: string | undefined },
  job: () => Promise<void>
): Promise<void> =>
  withOrderMoneyLock(container, orderId, async () => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const order = await findCancelableOrder(knex, orderId)
    // Core refuses these in its own words, before it moves money.
    if (!order?.cancelable) return job()
    if (order.change_open) throw gatewayErrors.fail("order_change_open")
    for (const paymentId of order.payment_ids) await refundRest(container, paymentId, by)
    await job()
  })
