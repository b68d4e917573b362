import { clock } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { hasDrifted } from "../domain/drift"
import { pruneClicks } from "../modules/affiliate/store/clicks"
import { postedOf } from "../reconcile/posted"
import { findStandings } from "../reconcile/standings"
import { findUnattributed } from "../reconcile/unattributed"
import { settleOrderWork } from "./work/kinds"

const PAGE_SIZE = 200

type Find<Row> = (page: { recentOnly: boolean; after: string; limit: number }) => Promise<Row[]>

const inPages = async <Row extends { order_id: string }>(
  recentOnly: boolean,
  find: Find<Row>,
  workOf: (rows: Row[]) => Promise<WorkToEnqueue[]>,
  knex: Knex
): Promise<number> => {
  let written = 0
  for (let after = ""; ;) {
    const rows = await find({ recentOnly, after, limit: PAGE_SIZE })
    written += await enqueueWork(knex, await workOf(rows), { reopenDone: true })
    const last = rows.at(-1)
    if (!last || rows.length < PAGE_SIZE) return written
    after = last.order_id
  }
}

/**
 * Finds what no event announced and makes it due: paid orders that name an affiliate and have no attribution, orders
 * whose commissions differ from what is owed or from the ledger, holding periods that are over. Gives the number of
 * work items written or opened again. What is dead stays dead: an operator decides about it.
 */
export const reconcileCommissions = async (
  container: MedusaContainer,
  { recentOnly }: { recentOnly: boolean }
): Promise<number> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const unattributed = await inPages(
    recentOnly,
    (page) => findUnattributed(knex, page),
    (orders) =>
      Promise.resolve(orders.map(({ order_id: id, payment_id }) => settleOrderWork(payment_id ?? `order:${id}`, id))),
    knex
  )
  const drifted = await inPages(
    recentOnly,
    (page) => findStandings(knex, page),
    async (orders) => {
      const posted = await postedOf(
        knex,
        orders.flatMap(({ commissions }) => commissions.map(({ id }) => id))
      )
      const now = clock.now()
      return orders
        .filter((order) => hasDrifted(order, (id) => posted.get(id), now))
        .map(({ order_id: id }) => settleOrderWork(`repair:${id}`, id))
    },
    knex
  )
  return unattributed + drifted
}

/** Removes clicks that no window can reach any more; gives how many. Their daily counts stay. */
export const pruneAffiliateClicks = (container: MedusaContainer): Promise<number> =>
  pruneClicks(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION))
