import { model } from "@medusajs/framework/utils"

import { PROVIDER_STATUSES } from "../../../contracts/provider-statuses"

/** A professional who fulfills service requests. Written by SQL in `data/`; effort and capacity are whole minutes. */
export const Provider = model.define("provider", {
  id: model.id({ prefix: "prov" }).primaryKey(),
  name: model.text(),
  email: model.text(),
  phone: model.text().nullable(),
  status: model.enum([...PROVIDER_STATUSES]),
  skills: model.array(),
  languages: model.array(),
  regions: model.array(),
  service_ids: model.array().nullable(),
  time_zone: model.text(),
  working_hours: model.json(),
  capacity_minutes_per_week: model.number(),
  weight: model.number(),
  priority: model.number(),
  active_since: model.dateTime().nullable(),
  suspended_at: model.dateTime().nullable(),
  last_assigned_at: model.dateTime().nullable(),
})
