import { model } from "@medusajs/framework/utils"

/** The last link emailed to an address for one purpose. One row per address and purpose; see the migration. */
export const EmailedLink = model.define("emailed_link", {
  id: model.id({ prefix: "elnk" }).primaryKey(),
  purpose: model.enum(["registration", "password_reset"]),
  email: model.text(),
  /** Null once the link is used, and for links whose token core keeps. */
  token_hash: model.text().nullable(),
  expires_at: model.dateTime(),
  sent_at: model.dateTime(),
})
