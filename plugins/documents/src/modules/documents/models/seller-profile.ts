import { model } from "@medusajs/framework/utils"

/** Append-only: the newest row is the profile, and documents keep the row they were issued with. */
export const SellerProfile = model.define("seller_profile", {
  id: model.text().primaryKey(),
  name: model.text(),
  address: model.text(),
  tax_id: model.text(),
  email: model.text(),
  number_prefix: model.text(),
  locale: model.text(),
  logo: model.text().nullable(),
})
