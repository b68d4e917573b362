import { model } from "@medusajs/framework/utils"

export const ShopPage = model.define("shop_page", {
  id: model.text().primaryKey(),
  slug: model.text(),
  title: model.text(),
  body: model.text(),
  published: model.boolean(),
  position: model.number(),
  version: model.number(),
})
