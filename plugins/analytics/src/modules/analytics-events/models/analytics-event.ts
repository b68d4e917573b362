import { model } from "@medusajs/framework/utils"

export const AnalyticsEvent = model.define("analytics_event", {
  id: model.text().primaryKey(),
  name: model.text(),
  occurred_at: model.dateTime(),
  visit_id: model.text().nullable(),
  service_id: model.text().nullable(),
  properties: model.json(),
  source: model.text(),
  forwarding: model.text(),
  claimed_until: model.dateTime().nullable(),
})
