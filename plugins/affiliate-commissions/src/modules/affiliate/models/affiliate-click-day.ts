import { model } from "@medusajs/framework/utils"

/** How often an affiliate's link was opened on one day. */
export const AffiliateClickDay = model.define("affiliate_click_day", {
  affiliate_id: model.text().primaryKey(),
  day: model.text().primaryKey(),
  clicks: model.text(),
})
