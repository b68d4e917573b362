import { model } from "@medusajs/framework/utils"

/** A file that a person sent: it waits with a cart, a draft or a request until it answers a question of an order. */
export const PersonalFile = model.define("personal_file", {
  id: model.text().primaryKey(),
  owner_kind: model.enum(["cart", "draft", "request", "order"]),
  owner_id: model.text(),
  question_id: model.text(),
  line_item_id: model.text().nullable(),
  /** The signed-in customer who sent it; only they can use it while it waits. */
  customer_id: model.text().nullable(),
  /** Encrypted: the name it was sent with, cleaned. */
  name: model.text(),
  kind: model.text(),
  size: model.number(),
  sha256: model.text(),
  /** Where it is in private storage. */
  storage_key: model.text(),
  /** Only a stored file can be used. One that is being deleted stays until its bytes are gone. */
  state: model.enum(["storing", "stored", "deleting"]),
  /** When it is deleted; null while it belongs to an order. */
  expires_at: model.dateTime().nullable(),
})
