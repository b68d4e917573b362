import { formatMoney, systemActor } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { orderMoney } from "@atrium/payments/use-cases"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { buyerToShow } from "../domain/buyer-drift"
import { planRefund } from "../domain/refund-plan"
import { refundMadeMails } from "../mail/refund-made"
import { saveBuyer, saveRefunds, lockRequestsOfOrder, markRefundsFollowed } from "../data/order-changes"
import type { ServiceRequestRow } from "../data/service-requests"
import { contactsOfOrders } from "../data/core/order-contact"
import { moveServiceRequest } from "../tx/move-service-request"

export type Followed = {
  /** The order was canceled or refunded in full: its open requests are canceled. */
  readonly whole: boolean
  /** Requests that this call canceled. */
  readonly canceled: readonly string[]
  /** False while core has not yet recorded a refund it made: try again later. */
  readonly settled: boolean
}

const NOTHING: Followed = { whole: false, canceled: [], settled: true }

const recordRefund = (trx: Knex.Transaction, request: ServiceRequestRow): Promise<unknown> => {
  const money = (amount: string) => formatMoney(Number(amount), request.currency_code)
  return recordTimeline(trx, {
    subjectId: request.id,
    type: "refunded",
    // The public timeline shows strangers no prices; customers see the amount on their own pages and get an email.
    visibility: "internal",
    occurredAt: request.updated_at,
    note: `${money(request.refunded_amount)} of ${money(request.payment_amount)} refunded so far`,
  })
}

const reasonFor = (canceled: boolean, whole: boolean, chosen: boolean): string => {
  if (canceled) return "The order was canceled"
  if (chosen) return "It was refunded"
  return whole ? "The order was refunded in full" : "It was removed from the order"
}

/**
 * Brings an order's service requests in line with the order as core has it now, inside the caller's transaction: shares of
 * the refunds, the end of open requests whose unit was taken out or of which nothing is left, the buyer, one email per
 * refund. Recomputed from the rows each time, so it may run in any order and any number of times.
 */
export const followOrder = async (trx: Knex.Transaction, orderId: string): Promise<Followed> => {
  const opened = await markRefundsFollowed(trx, orderId)
  // Not fanned out yet: each unit asks again when it is provisioned.
  if (!opened || opened.units_provisioned === 0) return NOTHING
  const [money] = await orderMoney(trx, [orderId])
  const [contact] = await contactsOfOrders(trx, [orderId])
  if (!money || !contact) return NOTHING
  const requests = await lockRequestsOfOrder(trx, orderId)
  const plan = planRefund(money, seenUnits(requests))
  const changed = new Map((await saveRefunds(trx, plan)).map((request) => [request.id, request]))
  for (const { id } of plan.refunds) {
    const request = changed.get(id)
    if (request) await recordRefund(trx, request)
  }
  const { buyer, requestIds } = buyerToShow(contact, requests)
  if (requestIds.length > 0)
    for (const request of await saveBuyer(trx, requestIds, buyer)) changed.set(request.id, request)
  const now = requests.map((request) => changed.get(request.id) ?? request)
  for (const request of now)
    if (plan.cancel.includes(request.id))
      await moveServiceRequest(trx, request, {
        to: "cancelled",
        reason: reasonFor(money.canceled, plan.whole, plan.chosen.includes(request.id)),
        actor: systemActor,
      })
  const settled = !money.refund_pending
  // Once all units are there: the email names every number. The last unit to be provisioned asks again.
  if (settled && opened.units_provisioned >= (opened.units ?? 0)) await requestMail(trx, refundMadeMails(money, now))
  return { whole: plan.whole, canceled: plan.cancel, settled }
}

/** Requests as the plan reads them. */
export const seenUnits = (requests: readonly ServiceRequestRow[]) =>
  requests.map((request) => ({ ...request, removed: request.removed_at !== null }))
