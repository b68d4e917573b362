import { model } from "@medusajs/framework/utils"

/** A transfer that a shopper was asked for. Its id is the text that the shopper writes into the transfer. */
export const BankTransfer = model.define("acme_bank_transfer", {
  id: model.text().primaryKey(),
  /** Medusa's payment session. */
  session_id: model.text().unique(),
  /** Whole minor units, as text: a JavaScript number would lose digits. */
  amount: model.text(),
  currency_code: model.text(),
  status: model.enum(["expected", "received", "canceled"]).default("expected"),
  received_at: model.dateTime().nullable(),
})
