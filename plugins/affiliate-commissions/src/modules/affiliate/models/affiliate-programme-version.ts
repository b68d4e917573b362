import { model } from "@medusajs/framework/utils"

/** The terms of a program from `valid_from` on, until its next version; never changes. */
export const AffiliateProgrammeVersion = model.define("affiliate_programme_version", {
  id: model.text().primaryKey(),
  programme_id: model.text(),
  number: model.number(),
  attribution: model.text(),
  window_days: model.number(),
  holding_days: model.number(),
  created_by: model.text().nullable(),
  valid_from: model.dateTime(),
})
