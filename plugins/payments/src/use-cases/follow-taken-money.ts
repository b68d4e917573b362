import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { GatewayDispute, GatewayPayment } from "../contracts/gateway"
import { findSessionContext } from "../data/core/payment-context"
import { type NewDispute, storeDisputes } from "../data/disputes"
import { type Gateway, workAfterDispute } from "../extension-points"
import { refundSettlementWork, workAfter } from "./schedule-work"

type InShop = { payment_id: string | null; order_id: string | null }

/** A gateway that reports no more than "disputed" has one dispute per payment, over all of it. */
const disputesOf = (payment: GatewayPayment): readonly GatewayDispute[] =>
  payment.disputes ?? [{ reference: `${payment.reference}:dispute`, amount: payment.amount, status: "open" }]

/** The disputes of a payment as rows to write. None while it is not disputed. */
export const disputeRowsOf = (provider: string, payment: GatewayPayment, inShop: InShop | null): NewDispute[] =>
  payment.disputed
    ? disputesOf(payment).map((dispute) => ({
        ...dispute,
        provider,
        paymentReference: payment.reference,
        currencyCode: payment.currencyCode.toLowerCase(),
        paymentId: inShop?.payment_id ?? null,
        orderId: inShop?.order_id ?? null,
      }))
    : []

/** Writes disputes, with the work that follows those whose order is known. */
export const recordDisputes = async (container: MedusaContainer, disputes: readonly NewDispute[]): Promise<void> => {
  const followed = disputes.flatMap(({ paymentId, orderId, reference, status }) =>
    paymentId && orderId ? [{ payment_id: paymentId, order_id: orderId, dispute_reference: reference, status }] : []
  )
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await storeDisputes(knex, disputes, workAfter(workAfterDispute, followed))
}

/**
 * Records refunds and disputes of a payment in the shop's books (R12); refunds as separate work, which may have to wait for
 * the capture. Returns what was found, as text.
 */
export const followTakenMoney = async (
  container: MedusaContainer,
  gateway: Gateway,
  payment: GatewayPayment
): Promise<string[]> => {
  if (payment.refunded === 0n && !payment.disputed) return []
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const inShop = payment.sessionId ? await findSessionContext(knex, payment.sessionId) : null
  await recordDisputes(container, disputeRowsOf(gateway.provider, payment, inShop))
  const found = payment.disputed ? ["disputed"] : []
  if (payment.refunded === 0n || !inShop?.payment_id || !inShop.order_id) return found
  await enqueueWork(knex, [refundSettlementWork(inShop.payment_id, String(payment.refunded))])
  return [...found, "refunded at the gateway"]
}
