import { model } from "@medusajs/framework/utils"

/** A link by which a customer proves the address of a guest's purchase, to add it to their account. */
export const PurchaseClaim = model.define("purchase_claim", {
  id: model.id({ prefix: "pclm" }).primaryKey(),
  order_id: model.text(),
  /** Who asked; the link works for no one else. */
  customer_id: model.text(),
  /** The address of the purchase, to which the link was sent. */
  email: model.text(),
  /** Null once the link is used or replaced. */
  token_hash: model.text().nullable(),
  requested_at: model.dateTime(),
  expires_at: model.dateTime(),
})
