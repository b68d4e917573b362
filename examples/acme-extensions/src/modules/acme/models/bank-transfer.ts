import { model } from "@medusajs/framework/utils"

/** A bank transfer expected from a shopper. Its ID is the payment reference. */
export const BankTransfer = model.define("acme_bank_transfer", {
  id: model.text().primaryKey(),
  /** ID of Medusa's payment session. */
  session_id: model.text().unique(),
  /** Minor units, as text, because a JavaScript number would lose precision. */
  amount: model.text(),
  currency_code: model.text(),
  status: model.enum(["expected", "received", "canceled"]).default("expected"),
  received_at: model.dateTime().nullable(),
})
