import { clock } from "@atrium/kernel"
import { orderMoney, type OrderMoney } from "@atrium/payments/use-cases"
import { env } from "@atrium/server"
import { type Referral, referralsOfOrders } from "@atrium/service-provisioning/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { normalizeCode } from "../contracts/codes"
import { attributedAmong } from "../data/orders-to-check"
import { businessTimeOfPayment, type PaidOrder } from "../domain/freeze-order"
import type { OrderNow } from "../domain/order-parts"

/** An order with an affiliate. Only JSON values, because workflow steps pass it on. */
export type ReferredOrder = Pick<Referral, "order_id" | "affiliate_code" | "click_id" | "consent" | "email"> & {
  /** Business time as ISO text when work for the order's units was enqueued, if it was. */
  readonly fanned_out_at: string | null
  /** Whether it has an attribution, after which only amounts can change. */
  readonly attributed: boolean
}

/** The referral of an order; null if it has no affiliate. */
export const readReferredOrder = async (knex: Knex, orderId: string): Promise<ReferredOrder | null> => {
  const [referral] = await referralsOfOrders(knex, [orderId])
  if (!referral) return null
  return {
    ...referral,
    fanned_out_at: referral.fanned_out_at?.toISOString() ?? null,
    attributed: (await attributedAmong(knex, [orderId])).has(orderId),
  }
}

/** The parts of an order's money that affect commissions; amounts are decimal text in major units. */
export const orderNow = ({ canceled, captured, refunds, refund_pending, lines, disputes }: OrderMoney): OrderNow => ({
  disputes: disputes.map(({ reference, status, amount }) => ({ reference, status, amount })),
  canceled,
  captured,
  refunds,
  refund_pending,
  chosen: Object.fromEntries(
    lines.flatMap(({ line_id, refunded_cost: cost }) => (cost > 0n ? [[line_id, cost.toString()]] : []))
  ),
  removed: Object.fromEntries(
    lines.flatMap(({ line_id, held, bought }) => (held < bought ? [[line_id, { held, bought }]] : []))
  ),
})

export const readOrderNow = async (knex: Knex, orderId: string): Promise<OrderNow | null> => {
  const [money] = await orderMoney(knex, [orderId])
  return money ? orderNow(money) : null
}

/** The facts to freeze of an order that is paid in full; null before. */
export const readPaidOrder = async (knex: Knex, referred: ReferredOrder): Promise<PaidOrder | null> => {
  const [money] = await orderMoney(knex, [referred.order_id])
  if (!money?.paid_in_full) return null
  const { affiliate_code: code } = referred
  return {
    ...orderNow(money),
    order_id: money.order_id,
    reference: money.reference,
    currency_code: money.currency_code,
    code: code === null ? null : normalizeCode(code),
    click_id: referred.click_id,
    consent: referred.consent,
    paid_at: businessTimeOfPayment({
      capturedAt: money.captured_at,
      fannedOutAt: referred.fanned_out_at === null ? null : new Date(referred.fanned_out_at),
      clockMoves: env().demo,
      clockOffsetMs: clock.now().getTime() - Date.now(),
    }),
    buyer: { customer_id: money.customer_id, emails: [money.email, referred.email] },
    lines: money.lines
      .filter(({ bought }) => bought > 0)
      .map(({ line_id: id, product_id, title, bought: quantity, bought_total: total, tax_rate }) => ({
        id,
        product_id,
        title,
        quantity,
        total,
        tax_rate,
      })),
  }
}
