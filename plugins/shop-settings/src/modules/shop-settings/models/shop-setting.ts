import { model } from "@medusajs/framework/utils"

/** One row at most. */
export const ShopSetting = model.define("shop_setting", {
  id: model.text().primaryKey(),
  name: model.text(),
  tagline: model.text(),
  description: model.text(),
  logo_url: model.text().nullable(),
  accent_color: model.text().nullable(),
  hero_title: model.text(),
  hero_text: model.text(),
  support_email: model.text(),
  support_phone: model.text(),
  social_links: model.json(),
  version: model.number(),
})
