import { model } from "@medusajs/framework/utils"

/** What a request did with one table. */
export const PrivacyStep = model.define("privacy_step", {
  id: model.id({ prefix: "prst" }).primaryKey(),
  request_id: model.text(),
  table_name: model.text(),
  what: model.text(),
  done: model.text(),
  row_count: model.number(),
  why: model.text().nullable(),
})
