import { model } from "@medusajs/framework/utils"

/** A span in which a provider takes no work: announced (`absence`) or served while it was suspended (`suspension`). */
export const ProviderAbsence = model.define("provider_absence", {
  id: model.id({ prefix: "pabs" }).primaryKey(),
  provider_id: model.text(),
  kind: model.enum(["absence", "suspension"]),
  starts_at: model.dateTime(),
  ends_at: model.dateTime(),
  reason: model.text().nullable(),
})
