import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { orderMoney, type OrderMoney } from "@atrium/payments/use-cases"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { consentedTo } from "../contracts/purchases"
import { type SoldOrder, soldLinesOf } from "../data/core/sold-lines"
import { openServiceOrder } from "../data/provisioned-units"
import { goodsOf } from "../domain/order-goods"
import { PURCHASE_ITEM } from "../domain/purchase-cart"
import { buyerOf } from "../domain/request-facts"
import type { UnitBought } from "../domain/units-bought"
import { unitsBought } from "../domain/units-bought"
import { orderProgressWork, provisionUnitWork, TRACK_PURCHASE } from "../domain/work-kinds"
import { orderConfirmationMail } from "../mail/order-confirmation"

const placeOf = (metadata: Record<string, unknown> | null): number | null => {
  const place = metadata?.[PURCHASE_ITEM]
  return typeof place === "number" ? place : null
}

/** An order that is paid in full, and what of it has its service request. */
export type OrderToProvision = { readonly money: OrderMoney; readonly sold: SoldOrder }

/** Those of the orders that are paid in full. */
export const readOrdersToProvision = async (knex: Knex, orderIds: readonly string[]): Promise<OrderToProvision[]> => {
  const paid = (await orderMoney(knex, orderIds)).filter((money) => money.paid_in_full)
  const sold = await soldLinesOf(
    knex,
    paid.map((money) => money.order_id)
  )
  const soldBy = new Map(sold.map((order) => [order.order_id, order]))
  return paid.flatMap((money) => {
    const order = soldBy.get(money.order_id)
    return order ? [{ money, sold: order }] : []
  })
}

/** Units of services in a paid order that have no request yet. */
export const unitsToProvision = ({ money, sold }: OrderToProvision): UnitBought[] => {
  const soldLines = new Map(sold.lines.map((line) => [line.line_id, line]))
  return unitsBought(
    { total: money.paid, currencyCode: money.currency_code },
    money.lines.map((line) => {
      const known = soldLines.get(line.line_id)
      return {
        lineId: line.line_id,
        variantId: line.variant_id,
        quantity: line.held,
        total: line.held_total,
        keptUnits: known?.kept_units ?? [],
        lastUnit: known?.last_unit ?? 0,
        soldVersionId: known?.sold_version_id ?? null,
        item: placeOf(line.metadata),
      }
    }),
    sold.purchase_items ?? []
  )
}

const analyticsOf = ({ money, sold }: OrderToProvision, units: number): WorkToEnqueue[] => {
  if (!consentedTo(sold.consent, "analytics")) return []
  const { order_id, currency_code } = money
  const payload = { order_id, amount: Number(money.paid), currency_code, units }
  return [workOf(TRACK_PURCHASE, { key: order_id, payload })]
}

/** An order without services is confirmed at once: nothing else is made of it here. */
const confirmGoods = async (knex: Knex, order: OrderToProvision): Promise<void> => {
  const { money, sold } = order
  const tracked = analyticsOf(
    order,
    money.lines.reduce((units, line) => units + line.held, 0)
  )
  if (tracked.length > 0) await enqueueWork(knex, tracked)
  const buyer = buyerOf(sold)
  if (!buyer.email || money.canceled) return
  const mail = orderConfirmationMail({
    event: `order:${money.order_id}`,
    reference: money.reference,
    buyer,
    guest: sold.guest,
    requests: [],
    goods: goodsOf(money.lines, []),
    amount: money.paid,
    currencyCode: money.currency_code,
  })
  await knex.transaction((trx) => requestMail(trx, [mail]))
}

/**
 * Fans a paid order out: schedules the provisioning of every unit that has no request yet. An order that is not paid in
 * full is left alone: the payment that completes it, or the reconciler, calls again.
 */
export const provisionOrder = async (
  container: MedusaContainer,
  payment: { readonly order_id: string; readonly payment_id: string | null }
): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [order] = await readOrdersToProvision(knex, [payment.order_id])
  if (!order) return
  const units = unitsToProvision(order)
  if (units.length === 0) return order.sold.provisioned_units > 0 ? undefined : confirmGoods(knex, order)
  const paidAt = clock.now().toISOString()
  const work = units.map((unit) =>
    provisionUnitWork({
      order_id: payment.order_id,
      payment_id: payment.payment_id,
      order_line_item_id: unit.lineId,
      unit: unit.unit,
      template_version_id: unit.versionId,
      amount: unit.amount,
      item: unit.item,
      paid_at: paidAt,
    })
  )
  const all = order.sold.provisioned_units + units.length
  const opened = { orderId: payment.order_id, cartId: order.sold.cart_id, units: all, amount: order.money.paid }
  // Units that were added to an order may make a completed one in progress again.
  const added = order.sold.provisioned_units > 0
  const progress = added ? [orderProgressWork(payment.order_id, `units:${payment.order_id}:${all}`)] : []
  await openServiceOrder(knex, opened, [...work, ...progress, ...analyticsOf(order, all)])
}
