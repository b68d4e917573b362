import { model } from "@medusajs/framework/utils"

/** Whether and how a service offers consultations. Written by SQL in `data/`. */
export const ConsultationSetting = model.define("consultation_setting", {
  id: model.id({ prefix: "cset" }).primaryKey(),
  product_id: model.text(),
  offered: model.boolean(),
  minutes: model.number(),
  notice_hours: model.number(),
  horizon_days: model.number(),
  buffer_minutes: model.number(),
  place: model.text(),
})
