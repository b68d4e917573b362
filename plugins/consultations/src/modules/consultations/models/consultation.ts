import { model } from "@medusajs/framework/utils"

import { CANCELERS, CONSULTATION_STATUSES } from "../../../contracts/statuses"

/** A time of a provider that a visitor holds or booked. Written by SQL in `data/`. */
export const Consultation = model.define("consultation", {
  id: model.id({ prefix: "cons" }).primaryKey(),
  reference: model.text(),
  product_id: model.text(),
  service_handle: model.text(),
  service_title: model.text(),
  place: model.text(),
  provider_id: model.text(),
  provider_name: model.text(),
  status: model.enum([...CONSULTATION_STATUSES]),
  starts_at: model.dateTime(),
  ends_at: model.dateTime(),
  /** With the free minutes after it. */
  blocked_until: model.dateTime(),
  hold_expires_at: model.dateTime().nullable(),
  time_zone: model.text(),
  name: model.text().nullable(),
  email: model.text().nullable(),
  note: model.text(),
  sequence: model.number(),
  confirmed_at: model.dateTime().nullable(),
  canceled_at: model.dateTime().nullable(),
  canceled_by: model.enum([...CANCELERS]).nullable(),
  cancel_reason: model.text().nullable(),
})
