import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import { workOf } from "@atrium/work-queue/contracts"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { consentedTo } from "../contracts/purchases"
import { goodsOfOrder } from "../data/core/order-goods"
import { PURCHASE_ITEM } from "../domain/purchase-cart"
import type { UnitBought } from "../domain/units-bought"
import { unitsBought } from "../domain/units-bought"
import { orderConfirmationMail } from "../mail/order-confirmation"
import { openServiceOrder } from "../data/provisioned-units"
import { paidLinesOf, type PaidLineRow } from "../data/core/paid-lines"
import { provisionUnitWork, TRACK_PURCHASE } from "../domain/work-kinds"

const placeOf = (metadata: Record<string, unknown> | null): number | null => {
  const place = metadata?.[PURCHASE_ITEM]
  return typeof place === "number" ? place : null
}

/** Units of services in a paid order that have no request yet. */
const unitsOfLines = (lines: readonly PaidLineRow[]): UnitBought[] => {
  const [order] = lines
  if (!order) return []
  return unitsBought(
    { total: order.total, currencyCode: order.currency_code },
    lines.map((line) => ({
      lineId: line.line_id,
      variantId: line.variant_id,
      quantity: line.quantity,
      total: line.line_total,
      keptUnits: line.kept_units,
      lastUnit: line.last_unit,
      soldVersionId: line.sold_version_id,
      item: placeOf(line.metadata),
    })),
    order.purchase_items ?? []
  )
}

const analyticsOf = (order: PaidLineRow, units: number): WorkToEnqueue[] => {
  if (!consentedTo(order.consent, "analytics")) return []
  const payload = { order_id: order.order_id, amount: Number(order.total), currency_code: order.currency_code, units }
  return [workOf(TRACK_PURCHASE, { key: order.order_id, payload })]
}

/** An order without services is confirmed at once: nothing else is made of it here. */
const confirmGoods = async (knex: Knex, { order_id: orderId, total }: PaidLineRow): Promise<void> => {
  const order = await goodsOfOrder(knex, orderId)
  if (!order?.email) return
  const mail = orderConfirmationMail({
    event: `order:${orderId}`,
    displayId: order.display_id,
    buyer: { name: order.customer_name ?? order.email, email: order.email },
    requests: [],
    goods: order.goods,
    amount: total,
    currencyCode: order.currency_code,
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
  const lines = await paidLinesOf(knex, payment.order_id)
  const units = unitsOfLines(lines)
  const [order] = lines
  if (!order) return
  if (units.length === 0) return order.provisioned_units > 0 ? undefined : confirmGoods(knex, order)
  const paidAt = clock.now().toISOString()
  const work = units.map((unit) =>
    provisionUnitWork({
      order_id: payment.order_id,
      payment_id: payment.payment_id,
      order_line_item_id: unit.lineId,
      unit: unit.unit,
      template_version_id: unit.versionId,
      amount: unit.amount,
      intake: unit.intake,
      paid_at: paidAt,
    })
  )
  const all = order.provisioned_units + units.length
  const opened = { orderId: payment.order_id, cartId: order.cart_id, units: all, amount: order.total }
  await openServiceOrder(knex, opened, [...work, ...analyticsOf(order, all)])
}
