import { clock, roundToMinorUnits } from "@atrium/kernel"
import { type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import {
  type Reconciled,
  reconciledTogether,
  reconcileInPages,
  type ReconcileSpan,
  type ReconcileWork,
  redoWork,
} from "@atrium/work-queue/use-cases"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { GatewayPayment } from "../contracts/gateway"
import {
  type Cursor,
  findCanceledOrders,
  findFreeOrders,
  findHeldByCanceledOrders,
  findOrderedPayments,
  findRefundsMade,
  findSessionBooks,
  findUnbookedRefunds,
  type Page,
  type SessionBooks,
} from "../data/core/unsettled"
import { SETTLE_AUTHORIZATION } from "../domain/work"
import { type Gateway, workAfterCancellation, workAfterCapture, workAfterRefund } from "../extension-points"
import { availableGateways, gatewayOfProvider } from "./find-gateway"
import { disputeRowsOf, recordDisputes } from "./follow-taken-money"
import { captureWork, refundSettlementWork, workAfter } from "./schedule-work"

/** Anything younger may still be in progress. */
const GRACE_SECONDS = 60

/** The moment before which something must have happened to be looked for. */
const graceEnd = (): Date => new Date(clock.now().getTime() - GRACE_SECONDS * 1000)

/** Work for what no event reported of a payment; nothing where gateway and books agree. */
const missingWorkFor = (
  gateway: Gateway,
  payment: GatewayPayment,
  books: SessionBooks | undefined
): WorkToEnqueue[] => {
  if (!books?.payment_id) {
    const holds = payment.state === "authorized" || payment.captured > payment.refunded
    const { provider } = gateway
    const { reference } = payment
    return holds
      ? [workOf(SETTLE_AUTHORIZATION, { key: `${provider}:${reference}`, payload: { provider, reference } })]
      : []
  }
  const behind = payment.refunded > roundToMinorUnits(books.refunded, payment.currencyCode)
  return behind && books.order_id ? [refundSettlementWork(books.payment_id, String(payment.refunded))] : []
}

/**
 * What no event reported of a payment that its bank decides about in days. Nothing in the books says whether it was
 * followed, so each state of each attempt is followed once.
 */
const delayedWorkFor = (
  gateway: Gateway,
  payment: GatewayPayment,
  books: SessionBooks | undefined
): WorkToEnqueue[] => {
  const { attempt, reference, state } = payment
  if (!attempt || books?.payment_id || (state !== "processing" && state !== "failed")) return []
  const { provider } = gateway
  const key = `${provider}:${reference}:${attempt}:${state}`
  return [workOf(SETTLE_AUTHORIZATION, { key, payload: { provider, reference } })]
}

const reconcilePage = async (
  container: MedusaContainer,
  gateway: Gateway,
  payments: readonly GatewayPayment[]
): Promise<Reconciled> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const sessionIds = payments.flatMap(({ sessionId }) => sessionId ?? [])
  const books = await findSessionBooks(knex, sessionIds)
  const booksOf = (payment: GatewayPayment) => books.get(payment.sessionId ?? "")
  const disputes = payments.flatMap((payment) => disputeRowsOf(gateway.provider, payment, booksOf(payment) ?? null))
  await recordDisputes(container, disputes)
  const due = payments.flatMap((payment) => missingWorkFor(gateway, payment, booksOf(payment)))
  const delayed = payments.flatMap((payment) => delayedWorkFor(gateway, payment, booksOf(payment)))
  const redone = await redoWork(knex, due)
  return { ...redone, written: redone.written + (await enqueueWork(knex, delayed)) }
}

/**
 * Compares what changed at the gateways with the shop's books, where events were lost: money held without an order,
 * refunds the books do not know, disputes.
 */
const reconcileGateways = async (container: MedusaContainer, { since }: ReconcileSpan): Promise<Reconciled> => {
  const until = graceEnd()
  const pages: Reconciled[] = []
  for (const gateway of availableGateways()) {
    if (!gateway.changed) continue
    for await (const page of gateway.changed(container, { since, until }))
      pages.push(await reconcilePage(container, gateway, page))
  }
  return reconciledTogether(pages)
}

/**
 * Finds what no event announced and schedules it: captures of orders, what follows a capture, a refund and a
 * cancellation, what the gateways know and the shop does not.
 */
export const reconcilePayments = async (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const until = graceEnd()
  const inPages = <Row extends Cursor>(
    find: (knex: Knex, page: Page) => Promise<Row[]>,
    workFor: (rows: readonly Row[]) => ReconcileWork
  ) => reconcileInPages<Row>(container, span, (knex, page) => find(knex, { ...page, until }), workFor)
  return reconciledTogether([
    await inPages(findOrderedPayments, (rows) => {
      const open = rows.filter((row) => !row.booked && gatewayOfProvider(row.provider_id))
      const taken = rows.filter((row) => row.booked)
      return {
        missing: open.map(({ id }) => captureWork(id)),
        expected: workAfter(
          workAfterCapture,
          taken.map(({ id, order_id }) => ({ payment_id: id, order_id }))
        ),
      }
    }),
    await inPages(findFreeOrders, (rows) => ({
      expected: workAfter(
        workAfterCapture,
        rows.map(({ id }) => ({ payment_id: null, order_id: id }))
      ),
    })),
    await inPages(findRefundsMade, (rows) => ({ expected: workAfter(workAfterRefund, rows) })),
    await inPages(findCanceledOrders, (rows) => ({
      expected: workAfter(
        workAfterCancellation,
        rows.map(({ id }) => ({ order_id: id }))
      ),
    })),
    // Their causes are part of the key: what is done for two minutes and still inconsistent is checked again.
    await inPages(findUnbookedRefunds, (rows) => ({
      missing: rows.map(({ payment_id }) => refundSettlementWork(payment_id, "books")),
    })),
    // Payments of other gateways are refunded manually.
    await inPages(findHeldByCanceledOrders, (rows) => ({
      missing: rows
        .filter(({ provider_id }) => gatewayOfProvider(provider_id))
        .map(({ payment_id }) => refundSettlementWork(payment_id, "canceled")),
    })),
    await reconcileGateways(container, span),
  ])
}
