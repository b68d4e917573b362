import { clock } from "@atrium/kernel"
import { reconciledTogether, reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { attributedOrders, unattributedOrders } from "../data/core/orders-to-settle"
import { postedOf } from "../data/posted"
import { hasDrifted } from "../domain/drift"
import { settleOrderWork } from "../domain/work"

/**
 * Finds what no event announced and schedules it: paid orders that name an affiliate and have no attribution, orders
 * whose commissions differ from what is owed or from the ledger, holding periods that have ended. Failed work stays
 * failed: staff decide about it.
 */
export const reconcileCommissions = async (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const unattributed = await reconcileInPages(container, span, unattributedOrders, (orders) => ({
    missing: orders.map(({ order_id: id, payment_id }) => settleOrderWork(payment_id ?? `order:${id}`, id)),
  }))
  const drifted = await reconcileInPages(container, span, attributedOrders, async (orders) => {
    const posted = await postedOf(
      knex,
      orders.flatMap(({ commissions }) => commissions.map(({ id }) => id))
    )
    const now = clock.now()
    const wrong = orders.filter((order) => hasDrifted(order, (id) => posted.get(id), now))
    return { missing: wrong.map(({ order_id: id }) => settleOrderWork(`repair:${id}`, id)) }
  })
  return reconciledTogether([unattributed, drifted])
}
