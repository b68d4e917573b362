import {
  reconciledTogether,
  reconcileInPages,
  type Reconciled,
  type ReconcileSpan,
  type ReconcileWork,
} from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import { findHeldByCanceledOrders, findUnrecordedRefunds } from "../reconcile/amiss"
import { findCanceledOrders, findRefundsMade } from "../reconcile/given-back"
import { type Cursor, findFreeOrders, findOrderedPayments, type Page } from "../reconcile/unsettled"
import { canceledOrderWork } from "./canceled-order-work"
import { capturedPaymentWork } from "./captured-payment-work"
import { gatewayOfProvider } from "./gateways"
import { graceEnd, reconcileGateways } from "./reconcile-gateways"
import { refundedOrderWork } from "./refunded-order-work"
import { refundSettlementWork } from "./refund-settlement-work"
import { captureWork } from "./settlement-work"

/**
 * Finds what no event announced and makes it due: captures of orders, what follows a capture, a refund and a
 * cancellation, what the gateways know and the shop does not.
 */
export const reconcilePayments = async (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const until = graceEnd()
  const inPages = <Row extends Cursor>(
    find: (knex: Knex, page: Page) => Promise<Row[]>,
    workFor: (rows: readonly Row[]) => ReconcileWork
  ) => reconcileInPages<Row>(container, span, (knex, page) => find(knex, { ...page, until, size: page.limit }), workFor)
  return reconciledTogether([
    await inPages(findOrderedPayments, (rows) => {
      const open = rows.filter((row) => !row.booked && gatewayOfProvider(row.provider_id))
      const taken = rows.filter((row) => row.booked)
      return {
        missing: open.map(({ id }) => captureWork(id)),
        expected: capturedPaymentWork(taken.map(({ id, order_id }) => ({ payment_id: id, order_id }))),
      }
    }),
    await inPages(findFreeOrders, (rows) => ({
      expected: capturedPaymentWork(rows.map(({ id }) => ({ payment_id: null, order_id: id }))),
    })),
    await inPages(findRefundsMade, (rows) => ({ expected: refundedOrderWork(rows) })),
    await inPages(findCanceledOrders, (rows) => ({
      expected: canceledOrderWork(rows.map(({ id }) => ({ order_id: id }))),
    })),
    // Their causes are part of the key: what is done for two minutes and still inconsistent is checked again.
    await inPages(findUnrecordedRefunds, (rows) => ({
      missing: rows.map(({ payment_id }) => refundSettlementWork(payment_id, "books")),
    })),
    // Money that no gateway of ours holds is given back by hand.
    await inPages(findHeldByCanceledOrders, (rows) => ({
      missing: rows
        .filter(({ provider_id }) => gatewayOfProvider(provider_id))
        .map(({ payment_id }) => refundSettlementWork(payment_id, "canceled")),
    })),
    await reconcileGateways(container, span),
  ])
}
