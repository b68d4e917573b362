import { model } from "@medusajs/framework/utils"

/** A visit by an affiliate's link; removed after a time, its daily count stays. */
export const AffiliateClick = model.define("affiliate_click", {
  id: model.text().primaryKey(),
  affiliate_id: model.text(),
  visitor_id: model.text(),
  landing_path: model.text(),
  referrer_host: model.text().nullable(),
  utm: model.json().nullable(),
  address_hash: model.text().nullable(),
  device_hash: model.text().nullable(),
  clicked_at: model.dateTime(),
})
