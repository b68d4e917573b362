import { model } from "@medusajs/framework/utils"

import { MESSAGE_STATUSES } from "../../../contracts"

/** The outbox: one row per (event, recipient, template), permanently. Its indexes are in the migration. */
export const Message = model.define("message", {
  id: model.id({ prefix: "msg" }).primaryKey(),
  event: model.text(),
  recipient: model.text(),
  template: model.text(),
  locale: model.text(),
  channel: model.text().default("email"),
  props: model.json(),
  status: model.enum([...MESSAGE_STATUSES]).default("pending"),
  attempts: model.number().default(0),
  resends: model.number().default(0),
  /** What the channel called it; null until it took the message. */
  provider_message_id: model.text().nullable(),
  reason: model.text().nullable(),
  request_id: model.text().nullable(),
  sent_at: model.dateTime().nullable(),
})
