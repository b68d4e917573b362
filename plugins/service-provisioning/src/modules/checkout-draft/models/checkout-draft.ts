import { model } from "@medusajs/framework/utils"

/** What was typed at a checkout that isn't finished. */
export const CheckoutDraft = model.define("checkout_draft", {
  id: model.id({ prefix: "cdr" }).primaryKey(),
  /** The cart that is checked out; null when a plan is bought at once. */
  cart_id: model.text().nullable(),
  /** Service, plan and quantity of a draft without a cart. */
  plan: model.json().nullable(),
  /** The purchase that was started with a draft without a cart. */
  purchase_id: model.text().nullable(),
  /** The signed-in customer who typed; only they can open it. */
  customer_id: model.text().nullable(),
  /** Encrypted: the values by field, as JSON. */
  entered: model.text(),
  /** Encrypted: the address that was typed. */
  email: model.text().nullable(),
  /** Blind index of the address. */
  email_index: model.text().nullable(),
  /** Whether one email may remind of the checkout. */
  remind: model.boolean().default(false),
  /** When the reminder was scheduled. */
  reminded_at: model.dateTime().nullable(),
  /** Raised with each change. */
  version: model.number(),
  expires_at: model.dateTime(),
})
