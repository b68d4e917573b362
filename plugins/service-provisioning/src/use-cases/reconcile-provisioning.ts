import { ordersChangedSince } from "@atrium/payments/use-cases"
import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { provisionPaymentWork } from "../domain/work-kinds"
import { readOrdersToProvision, unitsToProvision } from "./provision-order"

/**
 * Finds paid orders with a unit that has no service request, because an event was lost or a process crashed, and schedules
 * provisioning again. Work that has failed permanently is left to staff, on the Operations page.
 */
export const reconcileProvisioning = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return reconcileInPages(container, span, ordersChangedSince, async (orderIds) => {
    const orders = await readOrdersToProvision(knex, orderIds)
    return {
      missing: orders
        .filter((order) => unitsToProvision(order).length > 0)
        .map(({ money }) =>
          provisionPaymentWork({
            order_id: money.order_id,
            payment_id: money.payments.find((payment) => payment.captured)?.id ?? null,
          })
        ),
    }
  })
}
