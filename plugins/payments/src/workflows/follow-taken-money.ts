import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { GatewayDispute, GatewayPayment } from "../contracts/gateway"
import { GATEWAY_INBOX, type GatewayInboxService, type NewDispute } from "../modules/gatewayInbox"
import { findPaymentPlace } from "../reconcile/payment-place"
import { disputedPaymentWork } from "./disputed-payment-work"
import type { Gateway } from "./gateways"
import { refundSettlementWork } from "./refund-settlement-work"

type Place = { payment_id: string | null; order_id: string | null }

/** A gateway that says no more than "disputed" has one dispute per payment, over all of it. */
const disputesOf = (payment: GatewayPayment): readonly GatewayDispute[] =>
  payment.disputes ?? [{ reference: `${payment.reference}:dispute`, amount: payment.amount, status: "open" }]

/** The disputes of a payment as rows to write. None while nobody disputes it. */
export const disputeRowsOf = (provider: string, payment: GatewayPayment, place: Place | null): NewDispute[] =>
  payment.disputed
    ? disputesOf(payment).map((dispute) => ({
        ...dispute,
        provider,
        paymentReference: payment.reference,
        currencyCode: payment.currencyCode.toLowerCase(),
        paymentId: place?.payment_id ?? null,
        orderId: place?.order_id ?? null,
      }))
    : []

/** Writes disputes, and makes due what follows those whose order is known. One statement. */
export const recordDisputes = async (container: MedusaContainer, disputes: readonly NewDispute[]): Promise<void> => {
  const followed = disputes.flatMap(({ paymentId, orderId, reference }) =>
    paymentId && orderId ? [{ payment_id: paymentId, order_id: orderId, dispute_reference: reference }] : []
  )
  const inbox = container.resolve<GatewayInboxService>(GATEWAY_INBOX)
  await inbox.disputes.record(disputes, disputedPaymentWork(followed))
}

/**
 * Refunds and disputes of a payment, wherever they were made, reach the shop's books (R12): refunds as work of their own,
 * which may have to wait for the capture. Gives what was found, in words; nothing is read where there is neither.
 */
export const followTakenMoney = async (
  container: MedusaContainer,
  gateway: Gateway,
  payment: GatewayPayment
): Promise<string[]> => {
  if (payment.refunded === 0n && !payment.disputed) return []
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const place = payment.sessionId ? await findPaymentPlace(knex, payment.sessionId) : null
  await recordDisputes(container, disputeRowsOf(gateway.provider, payment, place))
  const found = payment.disputed ? ["disputed"] : []
  if (payment.refunded === 0n || !place?.payment_id || !place.order_id) return found
  await enqueueWork(knex, [refundSettlementWork(place.payment_id, String(payment.refunded))])
  return [...found, "refunded at the gateway"]
}
