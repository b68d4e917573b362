import { model } from "@medusajs/framework/utils"

import { COMMISSION_STATUSES } from "../../../contracts/statuses"

/** What an affiliate earns from one line of an order. Amounts in whole minor units, as text. */
export const Commission = model.define("commission", {
  id: model.text().primaryKey(),
  attribution_id: model.text(),
  affiliate_id: model.text(),
  order_id: model.text(),
  order_line_item_id: model.text(),
  service_id: model.text().nullable(),
  service_title: model.text(),
  currency_code: model.text(),
  rule_version_id: model.text(),
  rate_bp: model.number().nullable(),
  rule_amount: model.text().nullable(),
  paid_amount: model.text(),
  base_amount: model.text(),
  refunded_amount: model.text(),
  amount: model.text(),
  status: model.enum([...COMMISSION_STATUSES]),
  held_from: model.text().nullable(),
  hold_reason: model.text().nullable(),
  hold_text: model.text().nullable(),
  voided_by_staff: model.boolean().default(false),
  paid_at: model.dateTime(),
  matures_at: model.dateTime(),
})
