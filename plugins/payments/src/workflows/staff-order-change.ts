import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import { findOrder } from "../reconcile/order-payments"
import { gatewayOfProvider } from "./gateways"
import { withOrderMoneyLock } from "./order-money-lock"

/**
 * Runs a step of an order change by staff (edit, return, claim, exchange, transfer, credit) alone on the order's money:
 * a refund that found no open change finishes before one begins. Refused while the order's payment is authorized and
 * not captured: core releases such a payment when the change alters the total, and nobody would pay again.
 * Throws `payment_not_captured`.
 */
export const runOrderChange = (container: MedusaContainer, orderId: string, job: () => Promise<void>): Promise<void> =>
  withOrderMoneyLock(container, orderId, async () => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const payments = (await findOrder(knex, orderId))?.payments ?? []
    const open = payments.some(
      ({ booked, canceled_at, provider_id }) => !booked && !canceled_at && gatewayOfProvider(provider_id)
    )
    if (open) throw gatewayErrors.fail("payment_not_captured")
    await job()
  })
