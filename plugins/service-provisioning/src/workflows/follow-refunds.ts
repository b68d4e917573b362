import { formatMoney, systemActor } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { roundedMinorUnits } from "../domain/decimal-amount"
import { planRefund } from "../domain/refund-plan"
import { refundMadeMails } from "../mail/refund-made-request"
import { keepRefunds, lockRequestsOfOrder, markRefundsFollowed } from "../modules/service-request/store/refunds"
import type { ServiceRequestRow } from "../modules/service-request/store/requests"
import { booksOfOrders, type OrderBooks } from "../reconcile/order-money"
import { moveServiceRequest } from "../tx/move-service-request"

export type Followed = {
  /** Nothing of the order is left: its open requests are cancelled. */
  readonly whole: boolean
  /** False while core still has to book a refund that it has made: ask again. */
  readonly settled: boolean
}

const tell = (trx: Knex.Transaction, request: ServiceRequestRow): Promise<unknown> => {
  const money = (amount: string) => formatMoney(Number(amount), request.currency_code)
  return recordTimeline(trx, {
    subjectId: request.id,
    type: "refunded",
    // The public timeline tells strangers no prices; customers see the amount on their own pages and get a mail.
    visibility: "internal",
    occurredAt: request.updated_at,
    note: `${money(request.refunded_amount)} of ${money(request.payment_amount)} refunded so far`,
  })
}

const isSettled = ({ refunds, refunded, currency_code: currency }: OrderBooks): boolean =>
  refunds.reduce((sum, refund) => sum + roundedMinorUnits(refund.amount, currency), 0n) <=
  roundedMinorUnits(refunded, currency)

/**
 * Brings an order's service requests in line with what was given back of it, inside the caller's transaction: shares of
 * the refunds, the end of open requests when nothing of the order is left, one mail per refund. Recomputed from the rows
 * each time, so it may run in any order and any number of times. Four statements when nothing has changed.
 */
export const followRefunds = async (trx: Knex.Transaction, orderId: string): Promise<Followed> => {
  const opened = await markRefundsFollowed(trx, orderId)
  // Not fanned out yet: each unit asks again when it is provisioned.
  if (!opened || opened.units_provisioned === 0) return { whole: false, settled: true }
  const [books] = await booksOfOrders(trx, [orderId])
  if (!books) return { whole: false, settled: true }
  const requests = await lockRequestsOfOrder(trx, orderId)
  const plan = planRefund(books, requests)
  const changed = new Map((await keepRefunds(trx, plan.refunds)).map((request) => [request.id, request]))
  for (const request of changed.values()) await tell(trx, request)
  const reason = books.canceled ? "The order was cancelled" : "The order was refunded in full"
  for (const request of requests)
    if (plan.cancel.includes(request.id))
      await moveServiceRequest(trx, changed.get(request.id) ?? request, { to: "cancelled", reason, actor: systemActor })
  const settled = isSettled(books)
  // Once all units are there: the mail names every number. The last unit to be provisioned asks again.
  if (settled && opened.units_provisioned >= (opened.units ?? 0))
    await requestMail(trx, refundMadeMails(books, requests))
  return { whole: plan.whole, settled }
}
