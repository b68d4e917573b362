import { model } from "@medusajs/framework/utils"

/** A time in which a provider takes no work: entered (`absence`) or recorded when a suspension ends (`suspension`). */
export const ProviderAbsence = model.define("provider_absence", {
  id: model.id({ prefix: "pabs" }).primaryKey(),
  provider_id: model.text(),
  kind: model.enum(["absence", "suspension"]),
  starts_at: model.dateTime(),
  ends_at: model.dateTime(),
  reason: model.text().nullable(),
})
