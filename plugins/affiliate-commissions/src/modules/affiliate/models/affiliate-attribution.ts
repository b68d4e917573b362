import { model } from "@medusajs/framework/utils"

/** Who earns from an order, frozen at payment; one per order. */
export const AffiliateAttribution = model.define("affiliate_attribution", {
  id: model.text().primaryKey(),
  order_id: model.text(),
  affiliate_id: model.text().nullable(),
  programme_version_id: model.text().nullable(),
  click_id: model.text().nullable(),
  currency_code: model.text(),
  reason: model.text(),
  facts: model.json(),
  paid_at: model.dateTime(),
  matures_at: model.dateTime(),
  /** Whole minor units, as text: a JavaScript number would lose digits. */
  refunded_amount: model.text(),
  canceled: model.boolean(),
  /** References of every dispute there ever was, and of those that are open. */
  disputes: model.array(),
  open_disputes: model.array(),
  /** What the bank took back in lost disputes: whole minor units, as text. */
  lost_amount: model.text(),
  changes: model.json(),
})
