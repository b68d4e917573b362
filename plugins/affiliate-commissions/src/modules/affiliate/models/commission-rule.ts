import { model } from "@medusajs/framework/utils"

/** What a program pays: for every service, or for one (`service_id`). */
export const CommissionRule = model.define("commission_rule", {
  id: model.text().primaryKey(),
  programme_id: model.text(),
  service_id: model.text().nullable(),
})
