import { model } from "@medusajs/framework/utils"

/** A change of a customer's email address, from the request until it can no longer be undone. */
export const EmailChange = model.define("email_change", {
  id: model.id({ prefix: "emch" }).primaryKey(),
  identity_id: model.text(),
  customer_id: model.text(),
  from_email: model.text(),
  to_email: model.text(),
  /** Null once the link is used, and when the new address was in use. */
  token_hash: model.text().nullable(),
  stop_hash: model.text(),
  requested_at: model.dateTime(),
  /** When the link to the new address expires. */
  expires_at: model.dateTime(),
  confirmed_at: model.dateTime().nullable(),
  /** The epoch of sign-ins with the new address. */
  epoch: model.text().nullable(),
  finished_at: model.dateTime().nullable(),
})
