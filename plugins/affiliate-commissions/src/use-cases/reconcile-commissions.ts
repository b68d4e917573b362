import { clock } from "@atrium/kernel"
import { postedBySource } from "@atrium/ledger/tx"
import { orderMoney, ordersChangedSince } from "@atrium/payments/use-cases"
import { referredOrders } from "@atrium/service-provisioning/use-cases"
import {
  reconciledTogether,
  reconcileInPages,
  type Reconciled,
  type ReconcileSpan,
  type ReconcileWork,
} from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { attributedAmong, attributedOrders, ordersToCheck } from "../data/orders-to-check"
import { hasDrifted } from "../domain/drift"
import { settleOrderWork } from "../domain/work"
import { orderNow } from "./read-order"

const unattributed = async (knex: Knex, ids: readonly string[]): Promise<ReconcileWork> => {
  const known = await attributedAmong(knex, ids)
  const orders = await orderMoney(
    knex,
    ids.filter((id) => !known.has(id))
  )
  return {
    missing: orders
      .filter(({ paid_in_full: paid }) => paid)
      .map(({ order_id: id, payments }) =>
        settleOrderWork(payments.find(({ captured }) => captured)?.id ?? `order:${id}`, id)
      ),
  }
}

const drifted = async (knex: Knex, ids: readonly string[]): Promise<ReconcileWork> => {
  const orders = await attributedOrders(knex, ids)
  const money = await orderMoney(
    knex,
    orders.map(({ order_id: id }) => id)
  )
  const posted = await postedBySource(knex, {
    source_type: "commission",
    source_ids: orders.flatMap(({ commissions }) => commissions.map(({ id }) => id)),
    owner_type: "affiliate",
  })
  const now = clock.now()
  const wrong = orders.filter((order) => {
    const current = money.find(({ order_id: id }) => id === order.order_id)
    return current && hasDrifted(order, orderNow(current), (id) => posted.get(id), now)
  })
  return { missing: wrong.map(({ order_id: id }) => settleOrderWork(`repair:${id}`, id)) }
}

/**
 * Finds and schedules work that was missed: paid orders with an affiliate but without attribution, orders whose commissions
 * differ from what is owed or from the ledger, ended holding periods. Failed work stays failed until staff decide.
 */
export const reconcileCommissions = async (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const found = [
    await reconcileInPages(container, span, referredOrders, (ids) => unattributed(knex, ids)),
    await reconcileInPages(container, span, ordersToCheck, (ids) => drifted(knex, ids)),
  ]
  // A run over everything has checked every attributed order already.
  if (span.since.getTime() > 0)
    found.push(await reconcileInPages(container, span, ordersChangedSince, (ids) => drifted(knex, ids)))
  return reconciledTogether(found)
}
