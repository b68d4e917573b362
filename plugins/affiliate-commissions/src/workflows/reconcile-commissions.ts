import { clock } from "@atrium/kernel"
import { reconciledTogether, reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { hasDrifted } from "../domain/drift"
import { pruneClicks } from "../modules/affiliate/store/clicks"
import { postedOf } from "../reconcile/posted"
import { findStandings } from "../reconcile/standings"
import { findUnattributed } from "../reconcile/unattributed"
import { settleOrderWork } from "./work/kinds"

/**
 * Finds what no event announced and makes it due: paid orders that name an affiliate and have no attribution, orders
 * whose commissions differ from what is owed or from the ledger, holding periods that are over. What is dead stays dead:
 * an operator decides about it.
 */
export const reconcileCommissions = async (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const unattributed = await reconcileInPages(container, span, findUnattributed, (orders) => ({
    missing: orders.map(({ order_id: id, payment_id }) => settleOrderWork(payment_id ?? `order:${id}`, id)),
  }))
  const drifted = await reconcileInPages(container, span, findStandings, async (orders) => {
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

/** Removes clicks that no window can reach any more; gives how many. Their daily counts stay. */
export const pruneAffiliateClicks = (container: MedusaContainer): Promise<number> =>
  pruneClicks(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION))
