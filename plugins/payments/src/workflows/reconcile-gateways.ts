import { clock } from "@atrium/kernel"
import { type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import { reconciledTogether, type Reconciled, type ReconcileSpan, redoWork } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { GatewayPayment } from "../contracts/gateway"
import { chargeableMinorUnits } from "../domain/minor-units"
import { SETTLE_AUTHORIZATION } from "../domain/work"
import { findSessionBooks, type SessionBooks } from "../reconcile/amiss"
import { disputeRowsOf, recordDisputes } from "./follow-taken-money"
import { availableGateways, type Gateway } from "./gateways"
import { refundSettlementWork } from "./refund-settlement-work"

/** What is younger is still on its ordinary way. */
const GRACE_SECONDS = 60

/** The moment before which something must have happened to be looked for. */
export const graceEnd = (): Date => new Date(clock.now().getTime() - GRACE_SECONDS * 1000)

/** What a payment makes due that no event told of; nothing where gateway and books agree. */
const dueFor = (gateway: Gateway, payment: GatewayPayment, books: SessionBooks | undefined): WorkToEnqueue[] => {
  if (!books?.payment_id) {
    const holds = payment.state === "authorized" || payment.captured > payment.refunded
    const { provider } = gateway
    const { reference } = payment
    return holds
      ? [workOf(SETTLE_AUTHORIZATION, { key: `${provider}:${reference}`, payload: { provider, reference } })]
      : []
  }
  const behind = payment.refunded > chargeableMinorUnits(books.refunded, payment.currencyCode)
  return behind && books.order_id ? [refundSettlementWork(books.payment_id, String(payment.refunded))] : []
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
  const due = payments.flatMap((payment) => dueFor(gateway, payment, booksOf(payment)))
  return redoWork(knex, due)
}

/**
 * Compares what changed at the gateways with the shop's books, where events were lost: money held without an order,
 * refunds the books do not know, disputes.
 */
export const reconcileGateways = async (container: MedusaContainer, { since }: ReconcileSpan): Promise<Reconciled> => {
  const until = graceEnd()
  const pages: Reconciled[] = []
  for (const gateway of availableGateways()) {
    if (!gateway.changed) continue
    for await (const page of gateway.changed(container, { since, until }))
      pages.push(await reconcilePage(container, gateway, page))
  }
  return reconciledTogether(pages)
}
