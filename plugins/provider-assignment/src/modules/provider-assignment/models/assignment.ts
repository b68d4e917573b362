import { model } from "@medusajs/framework/utils"

/** A provider has, or had, a request. At most one assignment of a request is not released. */
export const Assignment = model.define("assignment", {
  id: model.id({ prefix: "assign" }).primaryKey(),
  request_id: model.text(),
  provider_id: model.text(),
  decision_id: model.text(),
  kind: model.enum(["direct", "manual"]),
  effort_minutes: model.number(),
  /** The minutes reserved in each week: `[{ week: "2026-11-16", minutes: 240 }]`, the week by its Monday. */
  weeks: model.json(),
  assigned_at: model.dateTime(),
  released_at: model.dateTime().nullable(),
  release_reason: model.text().nullable(),
})
