import { clock } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findHeldByCanceledOrders, findUnrecordedRefunds } from "../reconcile/amiss"
import { findCanceledOrders, findRefundsMade } from "../reconcile/given-back"
import { type Cursor, findFreeOrders, findOrderedPayments, type Page } from "../reconcile/unsettled"
import { canceledOrderWork } from "./canceled-order-work"
import { capturedPaymentWork } from "./captured-payment-work"
import { gatewayOfProvider } from "./gateways"
import { GRACE_SECONDS, reconcileGateways } from "./reconcile-gateways"
import { refundedOrderWork } from "./refunded-order-work"
import { refundSettlementWork } from "./refund-settlement-work"
import { captureWork } from "./settlement-work"

const PAGE_SIZE = 500

type Found<Row extends Cursor> = (knex: Knex, page: Page) => Promise<Row[]>

const forEachPage = async <Row extends Cursor>(
  knex: Knex,
  since: Date,
  find: Found<Row>,
  handle: (rows: Row[]) => Promise<number>
): Promise<number> => {
  const until = new Date(clock.now().getTime() - GRACE_SECONDS * 1000)
  let written = 0
  for (let after: Cursor | null = null; ;) {
    const rows: Row[] = await find(knex, { since, until, after, size: PAGE_SIZE })
    written += await handle(rows)
    const last = rows.at(-1)
    if (!last || rows.length < PAGE_SIZE) return written
    after = { at: last.at, id: last.id }
  }
}

/**
 * Finds what no event announced and makes it due: captures of orders, what follows a capture, a refund and a
 * cancellation, what the gateways know and the shop does not. Gives the number of work items written or opened again.
 */
export const reconcilePayments = async (container: MedusaContainer, since: Date): Promise<number> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const reopen = (items: WorkToEnqueue[]) => enqueueWork(knex, items, { reopenDone: true })
  const captures = await forEachPage(knex, since, findOrderedPayments, async (rows) => {
    const open = rows.filter((row) => !row.booked && gatewayOfProvider(row.provider_id))
    const taken = rows.filter((row) => row.booked)
    const followUps = capturedPaymentWork(taken.map(({ id, order_id }) => ({ payment_id: id, order_id })))
    return (await reopen(open.map(({ id }) => captureWork(id)))) + (await enqueueWork(knex, followUps))
  })
  const free = await forEachPage(knex, since, findFreeOrders, (rows) =>
    enqueueWork(knex, capturedPaymentWork(rows.map(({ id }) => ({ payment_id: null, order_id: id }))))
  )
  const refunded = await forEachPage(knex, since, findRefundsMade, (rows) => enqueueWork(knex, refundedOrderWork(rows)))
  const canceled = await forEachPage(knex, since, findCanceledOrders, (rows) =>
    enqueueWork(knex, canceledOrderWork(rows.map(({ id }) => ({ order_id: id }))))
  )
  // Their causes are part of the key: what is done for two minutes and still amiss is looked at again.
  const amiss = await forEachPage(knex, since, findUnrecordedRefunds, (rows) =>
    reopen(rows.map(({ payment_id }) => refundSettlementWork(payment_id, "books")))
  )
  const held = await forEachPage(knex, since, findHeldByCanceledOrders, (rows) =>
    // Money that no gateway of ours holds is given back by hand.
    reopen(
      rows
        .filter(({ provider_id }) => gatewayOfProvider(provider_id))
        .map(({ payment_id }) => refundSettlementWork(payment_id, "canceled"))
    )
  )
  return captures + free + refunded + canceled + amiss + held + (await reconcileGateways(container, since))
}
